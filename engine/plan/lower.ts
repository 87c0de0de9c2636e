// Lowers a network to the steps of one program: images in, forward, loss, backward in reverse, update. Each layer writes its
// own steps; this file decides which buffers they see: views and absorbed layers (fusion.ts) share their input's, and where
// one output feeds several layers, the gradients that come back are summed in a fixed order.

import type { Chosen } from '../graph/document.ts';
import { lowerInput } from '../layers/input/lower.ts';
import type { BackwardContext, BufferHandle, LowerContext, StepRequest } from '../layers/layer.ts';
import { findLoss } from '../losses/index.ts';
import type { Network, NetworkLayer } from '../network/network.ts';
import { findOptimizer } from '../optimizers/index.ts';
import { deriveSeed } from '../random.ts';
import type { Parameters } from '../schema.ts';
import { sizeOf } from '../shape.ts';
import type { DraftBuffer, ProgramBuilder } from './builder.ts';
import { decideFusion, type FusionDecision, noFusion } from './fusion.ts';
import { GradientFlow } from './gradients.ts';
import type { Persistent } from './persistent.ts';

export interface ProgramSettings {
  readonly batch: number;
  readonly training: boolean;
  /** Layers take over what they can from their neighbours; without, every layer's output is what it alone computes. */
  readonly fuses: boolean;
  readonly seed: number;
  readonly loss: Chosen;
  readonly optimizer: Chosen;
}

/** Elements one tile of an elementwise step takes. */
const elementsPerTile = 8192;

class Lowering {
  private readonly outputs = new Map<string, BufferHandle>();
  private readonly gradients = new GradientFlow();
  private readonly kept = new Map<string, BufferHandle>();
  /** Layers whose output's gradient somebody needs: those with trainable weights in front of them, or of their own. */
  private readonly needed = new Set<string>();
  private readonly fusion: FusionDecision;
  /** Absorbed ReLUs whose only reader has zeroed the gradient for them. */
  private readonly masked = new Set<NetworkLayer>();

  constructor(
    private readonly network: Network,
    private readonly persistent: Persistent,
    private readonly builder: ProgramBuilder,
    private readonly settings: ProgramSettings,
  ) {
    for (const layer of network.layers) {
      if (layer.weights.some((weight) => weight.trainable) || layer.sources.some((source) => this.needed.has(source)))
        this.needed.add(layer.id);
    }
    this.fusion = settings.fuses ? decideFusion(network, settings.training) : noFusion;
  }

  lower(): void {
    for (const layer of this.network.layers) this.lowerForward(layer);
    this.lowerLoss();
    if (!this.settings.training) return;
    for (const layer of [...this.network.layers].reverse()) {
      if (layer === this.network.output || !this.needed.has(layer.id)) continue;
      this.lowerBackward(layer);
      this.gradients.release(layer.id);
    }
    this.lowerUpdate();
  }

  private output(id: string): BufferHandle {
    const buffer = this.outputs.get(id);
    if (buffer === undefined) throw new Error(`${id} has not been lowered yet`);
    return buffer;
  }

  private isView(layer: NetworkLayer): boolean {
    return layer.definition.isView(layer.parameters, this.settings.training);
  }

  private context(layer: NetworkLayer, pass: 'forward' | 'backward'): LowerContext<Parameters> {
    const { batch, training, seed } = this.settings;
    const inputs = layer.sources.map((source) => this.output(source));
    const { addend, rectify, folds } = this.fusion.epilogues.get(layer.id) ?? {};
    const folded = folds === undefined ? undefined : this.fold(layer, folds);
    return {
      parameters: { ...layer.parameters, ...folded?.parameters },
      batch,
      inputShapes: layer.inputShapes,
      outputShape: layer.outputShape,
      inputs,
      output: this.output(layer.id),
      training,
      key: deriveSeed(seed, layer.id),
      hyperparameters: this.persistent.fixed.hyperparameters,
      weight: (name) => folded?.weights.get(name) ?? this.weight(layer, name).buffer,
      keep: (name, bytes) => this.keep(layer, name, bytes),
      addend: addend === undefined ? undefined : this.output(addend),
      rectify: rectify ?? false,
      step: (request) => this.builder.step(layer.id, pass, request),
    };
  }

  private keep(layer: NetworkLayer, name: string, bytes: number): BufferHandle {
    const full = `${layer.id}.${name}`;
    const buffer = this.kept.get(full) ?? this.builder.transientBuffer(full, 'scratch', bytes);
    this.kept.set(full, buffer);
    return buffer;
  }

  /** The weights of a linear layer into which the layer behind is folded, and the parameters with which it reads them all. */
  private fold(layer: NetworkLayer, folds: NetworkLayer): { weights: ReadonlyMap<string, BufferHandle>; parameters: Parameters } {
    const linear = layer.definition.fusion?.linear;
    if (linear === undefined) throw new Error(`${layer.id} is not linear`);
    const weights = this.weight(layer, linear.weights);
    const channels = weights.shape.at(-1) ?? 1;
    const hasBias = layer.weights.some((weight) => weight.name === linear.bias);
    const [folded, bias] = [this.keep(layer, 'foldedWeights', weights.buffer.bytes), this.keep(layer, 'foldedBias', channels * 4)];
    folds.definition.fusion?.fold?.({
      parameters: folds.parameters,
      weight: (name) => this.weight(folds, name).buffer,
      source: { weights: weights.buffer, bias: hasBias ? this.weight(layer, linear.bias).buffer : undefined },
      rows: sizeOf(weights.shape) / channels,
      channels,
      weights: folded,
      bias,
      step: (request) => this.builder.step(folds.id, 'forward', request),
    });
    return {
      weights: new Map([
        [linear.weights, folded],
        [linear.bias, bias],
      ]),
      parameters: linear.parameters,
    };
  }

  private weight(layer: NetworkLayer, name: string): Persistent['weights'][number] {
    const weight = this.persistent.weights.find((candidate) => candidate.node === layer.id && candidate.name === name);
    if (weight === undefined) throw new Error(`${layer.id} has no weight ${name}`);
    return weight;
  }

  private lowerForward(layer: NetworkLayer): void {
    const { fixed } = this.persistent;
    const bytes = this.settings.batch * sizeOf(layer.outputShape) * 4;
    const shares = this.fusion.absorbed.get(layer.id) ?? (this.isView(layer) ? layer.sources[0] : undefined);
    if (shares !== undefined) {
      this.outputs.set(layer.id, this.output(shares));
      return;
    }
    const output =
      layer === this.network.output ? fixed.probabilities : this.builder.transientBuffer(`${layer.id}.output`, 'activation', bytes);
    this.outputs.set(layer.id, output);
    if (layer === this.network.input) {
      lowerInput(
        (request) => this.builder.step(layer.id, 'input', request),
        { bytes: fixed.bytes, scale: fixed.scale, offset: fixed.offset, y: output },
        this.settings.batch,
        layer.outputShape,
      );
    } else {
      layer.definition.forward(this.context(layer, 'forward'));
    }
  }

  private lowerLoss(): void {
    const { output } = this.network;
    const { batch, loss, training } = this.settings;
    const definition = findLoss(loss.type);
    const source = output.sources[0] as string;
    if (definition === undefined) throw new Error(`no loss ${loss.type}`);
    const { probabilities, labels, losses } = this.persistent.fixed;
    const logits = this.output(source);
    const logitsGradient =
      training && this.needed.has(source) ? this.builder.transientBuffer(`${output.id}.gradient`, 'gradient', logits.bytes) : undefined;
    definition.lower({
      parameters: loss.parameters,
      batch,
      classes: sizeOf(output.outputShape),
      training,
      logits,
      probabilities,
      labels,
      losses,
      logitsGradient,
      step: (request) => this.builder.step(output.id, 'loss', request),
    });
    if (logitsGradient !== undefined) this.gradients.receive(source, logitsGradient);
  }

  /** Hands a gradient to the layer that input `index` comes from, where it needs one. */
  private pass(layer: NetworkLayer, index: number, gradient: BufferHandle): void {
    const source = layer.sources[index] as string;
    if (this.needed.has(source)) this.gradients.receive(source, gradient);
  }

  private lowerBackward(layer: NetworkLayer): void {
    const isRectifier = this.fusion.absorbed.has(layer.id) && layer.definition.fusion?.isRectifier?.(layer.parameters) === true;
    const sum = this.sumGradients(layer, isRectifier);
    if (sum === undefined) return;
    const { gradient: outputGradient, isOwn } = sum;
    if (this.isView(layer) || this.masked.has(layer)) {
      this.pass(layer, 0, outputGradient);
      return;
    }
    const made = new Map<number, BufferHandle>();
    const context: BackwardContext<Parameters> = {
      ...this.context(layer, 'backward'),
      outputGradient,
      inputGradient: (index) => {
        const source = layer.sources[index];
        if (source === undefined || !this.needed.has(source)) return undefined;
        const known = made.get(index);
        if (known !== undefined) return known;
        const inPlace = isOwn && layer.definition.fusion?.backwardInPlace === true;
        const bytes = this.output(source).bytes;
        const gradient = inPlace ? outputGradient : this.builder.transientBuffer(`${layer.id}.gradient${index}`, 'gradient', bytes);
        this.pass(layer, index, gradient);
        made.set(index, gradient);
        return gradient;
      },
      passGradient: (index) => this.pass(layer, index, outputGradient),
      rectified: (index) => {
        const rectifier = this.fusion.maskedRectifier(layer, index);
        if (rectifier !== undefined) this.masked.add(rectifier);
        return rectifier !== undefined;
      },
      weightGradient: (name) => this.weight(layer, name).gradient,
    };
    layer.definition.backward(context);
  }

  /**
   * The gradient with respect to a layer's output: one buffer, the sum of what came back along each edge; `isOwn` where nobody
   * else needs what is in it. The sum of an absorbed ReLU is zeroed where its output is not positive.
   */
  private sumGradients(layer: NetworkLayer, isRectifier: boolean): { gradient: BufferHandle; isOwn: boolean } | undefined {
    const arrived = this.gradients.of(layer.id);
    const [first, second] = arrived;
    if (first === undefined) return undefined;
    const free = arrived.findIndex((gradient) => this.gradients.isExclusive(gradient));
    if (second === undefined) return { gradient: first, isOwn: free === 0 };
    const count = this.settings.batch * sizeOf(layer.outputShape);
    const tiles = Math.ceil(count / elementsPerTile);
    const step = (request: StepRequest): void => this.builder.step(layer.id, 'backward', request);
    // a sum of two buffers that others still read needs a third
    const target = arrived[free] ?? this.builder.transientBuffer(`${layer.id}.gradient`, 'gradient', first.bytes);
    const others = free < 0 ? arrived.slice(2) : arrived.filter((_, index) => index !== free);
    if (free < 0) {
      step({ kernel: 'addForward', reads: { first, second }, writes: { y: target }, numbers: { count, rectify: 0 }, tiles });
    }
    const x = this.output(layer.id);
    others.forEach((source, index) => {
      const rectified = isRectifier && index === others.length - 1;
      if (rectified) this.masked.add(layer);
      const reads = { source, x: rectified ? x : source };
      step({ kernel: 'addInto', reads, writes: { target }, numbers: { count, rectify: 0, rectified: rectified ? 1 : 0 }, tiles });
    });
    return { gradient: target, isOwn: true };
  }

  private lowerUpdate(): void {
    const { optimizer } = this.settings;
    const definition = findOptimizer(optimizer.type);
    if (definition === undefined) throw new Error(`no optimizer ${optimizer.type}`);
    for (const run of this.persistent.runs) {
      definition.update({
        parameters: optimizer.parameters,
        weights: run.weights,
        gradients: run.gradients,
        states: run.states,
        count: run.count,
        decays: run.decays,
        hyperparameters: this.persistent.fixed.hyperparameters,
        step: (request) => this.builder.step('', 'update', request),
      });
    }
  }
}

/** Lowers all of `network` into `builder`. */
export function lowerNetwork(network: Network, persistent: Persistent, builder: ProgramBuilder, settings: ProgramSettings): void {
  new Lowering(network, persistent, builder, settings).lower();
}

export type { DraftBuffer };
