// Composes a program from a network: images in, every layer's operations in order, the loss, the gradients, the update; then
// the rewrites. Which machine runs it, and how, is not decided here.

import { deriveSeed } from '../base/random.ts';
import { sizeOf } from '../base/shape.ts';
import type { Chosen } from '../document/document.ts';
import { findLoss } from '../losses/index.ts';
import type { Network, NetworkLayer } from '../network/network.ts';
import { copy } from '../operations/copy/operation.ts';
import { Draft } from '../operations/draft.ts';
import { hyperparameterBytes } from '../operations/hyperparameters.ts';
import { normalizeImages } from '../operations/normalize-images/operation.ts';
import { floats, integers, type Value } from '../operations/operation.ts';
import { findOptimizer } from '../optimizers/index.ts';
import { writeGradients } from './gradients.ts';
import { type OperationProgram, withoutUnread } from './program.ts';
import { rewriteProgram } from './rewrites/index.ts';
import { Rewriting } from './rewrites/rewriting.ts';

export interface ProgramRequest {
  readonly name: string;
  readonly batch: number;
  readonly training: boolean;
  /** Keeps every layer's output until the end of the program; then, unless told otherwise, nothing is rewritten. */
  readonly keepsOutputs?: boolean;
  /** Operations take over what they can from their neighbours (rewrites/). */
  readonly rewrites?: boolean;
}

export interface ProgramSettings {
  readonly seed: number;
  readonly loss: Chosen;
  readonly optimizer: Chosen;
}

class Composition {
  private readonly draft = new Draft();
  private readonly outputs = new Map<string, Value>();
  private readonly hyperparameters: Value;

  constructor(
    private readonly network: Network,
    private readonly request: ProgramRequest,
    private readonly settings: ProgramSettings,
  ) {
    this.hyperparameters = this.draft.at({ kind: 'slot', name: 'hyperparameters' }, floats(hyperparameterBytes / 4));
  }

  compose(): OperationProgram {
    const { name, batch, training, keepsOutputs = false } = this.request;
    for (const layer of this.network.layers) this.outputs.set(layer.id, this.writeLayer(layer));
    this.writeLoss();
    if (training) this.writeBackward();
    const kept = keepsOutputs ? [...this.outputs.values()] : [];
    const living = withoutUnread(this.draft.nodes, kept);
    const rewriting = new Rewriting(living, this.outputs, training);
    if (this.request.rewrites ?? !keepsOutputs) rewriteProgram(living, rewriting);
    return { name, batch, training, nodes: rewriting.nodes(), outputs: this.outputs, keepsOutputs, rewritten: rewriting.notes };
  }

  private output(id: string): Value {
    const value = this.outputs.get(id);
    if (value === undefined) throw new Error(`${id} has not been written yet`);
    return value;
  }

  private weight(layer: NetworkLayer, name: string): Value {
    const specification = layer.weights.find((candidate) => candidate.name === name);
    if (specification === undefined) throw new Error(`${layer.id} has no weight ${name}`);
    return this.draft.at({ kind: 'weight', node: layer.id, name }, floats(...specification.shape));
  }

  private writeLayer(layer: NetworkLayer): Value {
    const { draft } = this;
    const { batch, training } = this.request;
    if (layer === this.network.input) {
      draft.write(layer.id, 'input');
      const { outputShape } = layer;
      const channels = outputShape.at(-1) ?? 1;
      const images = normalizeImages(draft, {
        bytes: draft.at({ kind: 'slot', name: 'bytes' }, { element: 'u8', shape: [batch, ...outputShape] }),
        scale: draft.at({ kind: 'slot', name: 'scale' }, floats(channels)),
        offset: draft.at({ kind: 'slot', name: 'offset' }, floats(channels)),
      });
      draft.rename(images, layer.id);
      return images;
    }
    draft.write(layer.id, 'forward');
    const first = draft.nodes.length;
    const output = layer.definition.compute({
      builder: draft,
      parameters: layer.parameters,
      inputs: layer.sources.map((source) => this.output(source)),
      training,
      key: deriveSeed(this.settings.seed, layer.id),
      hyperparameters: this.hyperparameters,
      weight: (name) => this.weight(layer, name),
    });
    // a layer that does nothing hands its input on, under its former name
    const isOwn = draft.nodes.slice(first).some(({ results }) => Object.values(results).includes(output));
    if (isOwn) draft.rename(output, layer.id);
    if (layer === this.network.output) output.home = { kind: 'slot', name: 'probabilities' };
    return output;
  }

  private writeLoss(): void {
    const { output } = this.network;
    const { batch, training } = this.request;
    const { loss } = this.settings;
    const definition = findLoss(loss.type);
    if (definition === undefined) throw new Error(`no loss ${loss.type}`);
    this.draft.write(output.id, 'loss');
    const losses = definition.compute({
      builder: this.draft,
      parameters: loss.parameters,
      training,
      logits: this.output(output.sources[0] as string),
      probabilities: this.output(output.id),
      labels: this.draft.at({ kind: 'slot', name: 'labels' }, integers(batch)),
    });
    losses.home = { kind: 'slot', name: 'losses' };
    this.draft.rename(losses, 'losses');
  }

  private writeBackward(): void {
    const { draft, network } = this;
    const trained = network.layers.flatMap((layer) =>
      layer.weights.filter(({ trainable }) => trainable).map(({ name }) => this.weight(layer, name)),
    );
    const gradients = writeGradients(draft, { wanted: new Set(trained), seeds: new Map() });
    for (const [weight, gradient] of gradients) {
      if (weight.home.kind !== 'weight') continue;
      const { node, name } = weight.home;
      draft.write(node, 'backward');
      // a gradient that is read elsewhere under another home, or is no result of its own, is copied to its place
      const own = gradient.home.kind === 'transient' ? gradient : copy(draft, gradient);
      own.home = { kind: 'weight-gradient', node, name };
    }
    this.writeUpdate();
  }

  private writeUpdate(): void {
    const { optimizer } = this.settings;
    const definition = findOptimizer(optimizer.type);
    if (definition === undefined) throw new Error(`no optimizer ${optimizer.type}`);
    this.draft.write('', 'update');
    for (const decays of [true, false]) {
      const count = countRun(this.network, decays);
      if (count === 0) continue;
      const part = (name: 'weights' | 'gradients' | number): Value => this.draft.at({ kind: 'run', decays, part: name }, floats(count));
      definition.update({
        builder: this.draft,
        parameters: optimizer.parameters,
        weights: part('weights'),
        gradients: part('gradients'),
        states: Array.from({ length: definition.stateCount(optimizer.parameters) }, (_, index) => part(index)),
        decays,
        hyperparameters: this.hyperparameters,
      });
    }
  }
}

/** Values of a run of weights; each begins at a multiple of sixteen. */
const runAlignment = 16;

/** Values in the run of all trainable weights that decay, or that do not, with the gaps between them. */
export function countRun(network: Network, decays: boolean): number {
  return network.layers
    .flatMap((layer) => layer.weights.filter((weight) => weight.trainable && weight.decays === decays))
    .reduce((sum, weight) => sum + Math.ceil(sizeOf(weight.shape) / runAlignment) * runAlignment, 0);
}

/** The program of `network` that `request` asks for. */
export function composeProgram(network: Network, request: ProgramRequest, settings: ProgramSettings): OperationProgram {
  return new Composition(network, request, settings).compose();
}
