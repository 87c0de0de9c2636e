// Composes a program from a network: images in, every layer's operations in order, the loss, the gradients, the update; then
// the rewrites. Which machine runs it, and how, is not decided here.

import { deriveSeed } from '../base/random.ts';
import { sizeOf } from '../base/shape.ts';
import type { Chosen } from '../document/document.ts';
import { outputsOf } from '../layers/layer.ts';
import { lossSlot, type Network, type NetworkLayer, predictionSlot, type Source, squaredErrorSlot } from '../network/network.ts';
import { copy } from '../operations/copy/operation.ts';
import { Draft } from '../operations/draft.ts';
import { hyperparameterBytes } from '../operations/hyperparameters.ts';
import { normalizeImages } from '../operations/normalize-images/operation.ts';
import { floats, integers, type Value } from '../operations/operation.ts';
import { takeUnitImages } from '../operations/unit-images/operation.ts';
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
  /** The same network for images of another size than the plan's: other shapes, the same weights. */
  readonly network?: Network;
  /**
   * Instead of losses: the gradient of this output, weighted by the slot `seed` of its shape, with respect to the values of the images
   * as they enter the first layer, in the slot `input.gradient`; the output itself in the slot `chosen`. Nothing is rewritten then,
   * unless asked for.
   */
  readonly gradientOf?: Source;
}

/** The slots of a program that computes a gradient on request. */
export const gradientSlots = { seed: 'seed', chosen: 'chosen', gradient: 'input.gradient' } as const;

export interface ProgramSettings {
  readonly seed: number;
  readonly optimizer: Chosen;
}

class Composition {
  private readonly draft = new Draft();
  private readonly outputs = new Map<string, Value>();
  /** By layer, its outputs behind the first, by port: values like any other, which nobody looks at. */
  private readonly furtherOutputs = new Map<string, Readonly<Record<string, Value>>>();
  private readonly hyperparameters: Value;
  private readonly layers: ReadonlyMap<string, NetworkLayer>;

  constructor(
    private readonly network: Network,
    private readonly request: ProgramRequest,
    private readonly settings: ProgramSettings,
  ) {
    this.hyperparameters = this.draft.at({ kind: 'slot', name: 'hyperparameters' }, floats(hyperparameterBytes / 4));
    this.layers = new Map(network.layers.map((layer) => [layer.id, layer]));
  }

  compose(): OperationProgram {
    const { name, batch, training, keepsOutputs = false, gradientOf } = this.request;
    for (const layer of this.network.layers) this.writeLayer(layer);
    if (gradientOf !== undefined) this.writeInputGradient(gradientOf);
    else for (const end of this.network.ends) this.writeLoss(end);
    if (training && gradientOf === undefined) this.writeBackward();
    const kept = keepsOutputs ? [...this.outputs.values()] : [];
    const living = withoutUnread(this.draft.nodes, kept);
    const rewriting = new Rewriting(living, this.outputs, training);
    if (this.request.rewrites ?? (!keepsOutputs && gradientOf === undefined)) rewriteProgram(living, rewriting);
    return { name, batch, training, nodes: rewriting.nodes(), outputs: this.outputs, keepsOutputs, rewritten: rewriting.notes };
  }

  private output({ node, port }: Source): Value {
    const value = (port === undefined ? undefined : this.furtherOutputs.get(node)?.[port]) ?? this.outputs.get(node);
    if (value === undefined) throw new Error(`${node} has not been written yet`);
    return value;
  }

  /** Of the layer itself, or of the one whose weights it uses. */
  private weight(layer: NetworkLayer, name: string): Value {
    const { weightsOf: owner } = layer;
    const specification = this.layers.get(owner)?.weights.find((candidate) => candidate.name === name);
    if (specification === undefined) throw new Error(`${owner} has no weight ${name}`);
    return this.draft.at({ kind: 'weight', node: owner, name }, floats(...specification.shape));
  }

  private bytes(): Value {
    const { batch } = this.request;
    return this.draft.at({ kind: 'slot', name: 'bytes' }, { element: 'u8', shape: [batch, ...this.network.input.outputShape] });
  }

  private writeLayer(layer: NetworkLayer): void {
    const { draft } = this;
    if (layer === this.network.input) {
      draft.write(layer.id, 'input');
      const channels = layer.outputShape.at(-1) ?? 1;
      const [scale, offset] = ['scale', 'offset'].map((name) => draft.at({ kind: 'slot', name }, floats(channels))) as [Value, Value];
      const images = normalizeImages(draft, { bytes: this.bytes(), scale, offset });
      draft.rename(images, layer.id);
      this.outputs.set(layer.id, images);
      return;
    }
    draft.write(layer.id, 'forward');
    const start = draft.nodes.length;
    const computed = layer.definition.compute({
      builder: draft,
      parameters: layer.parameters,
      inputs: layer.inputs.map((source) => this.output(source)),
      // what is frozen is used as outside training: running statistics stay as they are
      training: this.request.training && !layer.frozen,
      key: deriveSeed(this.settings.seed, layer.id),
      hyperparameters: this.hyperparameters,
      weight: (name) => this.weight(layer, name),
    });
    const [[, first], ...others] = Object.entries(outputsOf(layer.definition, computed)) as [[string, Value], ...[string, Value][]];
    // a layer that does nothing hands its input on, under its former name
    const isOwn = draft.nodes.slice(start).some(({ results }) => Object.values(results).includes(first));
    if (isOwn) draft.rename(first, layer.id);
    this.outputs.set(layer.id, first);
    this.furtherOutputs.set(layer.id, Object.fromEntries(others));
  }

  /** The value in the place of a name: the value itself, or a copy where it lives elsewhere already. */
  private settle(value: Value, slot: string): Value {
    const isResult = this.draft.nodes.some((node) => !node.definition.isView && Object.values(node.results).includes(value));
    const own = isResult && value.home.kind === 'transient' ? value : copy(this.draft, value);
    own.home = { kind: 'slot', name: slot };
    return own;
  }

  private writeLoss(layer: NetworkLayer): void {
    const { draft } = this;
    const { batch, training } = this.request;
    const { end } = layer.definition;
    const [source] = layer.inputs;
    if (end === undefined || source === undefined) throw new Error(`${layer.id} is no end`);
    draft.write(layer.id, 'forward');
    const prediction = this.settle(this.output({ node: layer.id }), predictionSlot(layer.id));
    this.outputs.set(layer.id, prediction);
    draft.write(layer.id, 'loss');
    const target =
      end.target === 'labels' ? draft.at({ kind: 'slot', name: 'labels' }, integers(batch)) : takeUnitImages(draft, this.bytes());
    const { parameters } = layer;
    const context = { builder: draft, parameters, training, input: this.output(source), prediction, target };
    const losses = end.measure(context);
    losses.home = { kind: 'slot', name: lossSlot(layer.id) };
    // what is only told of an end: no gradient begins there
    draft.write(layer.id, 'score');
    const errors = end.squaredErrors?.({ ...context, losses });
    if (errors !== undefined) this.settle(errors, squaredErrorSlot(layer.id));
  }

  private writeInputGradient(chosen: Source): void {
    const { draft, network } = this;
    draft.write(chosen.node, 'forward');
    const input = this.output({ node: network.input.id });
    const value = this.output(chosen);
    const seed = draft.at({ kind: 'slot', name: gradientSlots.seed }, value.type);
    const gradient = writeGradients(draft, { wanted: new Set([input]), seeds: new Map([[value, seed]]) }).get(input);
    if (gradient === undefined) throw new Error(`nothing flows back from ${chosen.node} to the images`);
    draft.write(network.input.id, 'backward');
    this.settle(gradient, gradientSlots.gradient);
    draft.write(chosen.node, 'forward');
    this.settle(value, gradientSlots.chosen);
  }

  private writeBackward(): void {
    const { draft, network } = this;
    const trained = network.layers.flatMap((layer) =>
      layer.weights.filter(({ trainable }) => trainable).map(({ name }) => this.weight(layer, name)),
    );
    // an end of weight 0 is told and not trained: gradients of what leads to it alone are never written, and stay 0 as the run began
    const silent = new Set(
      network.ends.filter(({ definition, parameters }) => definition.end?.weight(parameters) === 0).map(({ id }) => id),
    );
    const gradients = writeGradients(draft, { wanted: new Set(trained), seeds: new Map(), silent });
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
