// Decides, before a program is lowered, which layers make no steps of their own because the layer in front takes them over:
// a ReLU whose only source can end in max(0, ·), an addition whose term can be added as its other term is written, and outside
// training a normalisation that can be folded into the weights in front. The layers say what they can (Fusion in layers/layer.ts); nothing here knows a type. An absorbed layer shares its producer's
// buffer. Backward, whoever makes the gradient with respect to an absorbed ReLU's output also zeroes it where that output is
// not positive: its only reader where that one can, else the sum of what several readers send back, else a step in place.
import type { Network, NetworkLayer } from '../network/network.ts';
import { isSameShape } from '../base/shape.ts';

/** What a layer does to its output besides its own work, in this order. */
export interface Epilogue {
  /** Scales and shifts channels as this layer would, by weights folded beforehand. */
  readonly folds?: NetworkLayer;
  /** Adds the output of this layer. */
  readonly addend?: string;
  /** Then max(0, ·). */
  readonly rectify?: boolean;
}

export interface FusionDecision {
  /** By the id of an absorbed layer, the layer that does its work. */
  readonly absorbed: ReadonlyMap<string, string>;
  readonly epilogues: ReadonlyMap<string, Epilogue>;
  /** The absorbed ReLU that input `index` comes from, where this layer is its only reader and masks the gradient. */
  maskedRectifier(layer: NetworkLayer, index: number): NetworkLayer | undefined;
}

class Decision implements FusionDecision {
  readonly absorbed = new Map<string, string>();
  readonly epilogues = new Map<string, Epilogue>();
  private readonly layers: ReadonlyMap<string, NetworkLayer>;
  private readonly readers = new Map<string, number>();
  private readonly order: ReadonlyMap<string, number>;

  constructor(
    private readonly network: Network,
    private readonly training: boolean,
  ) {
    this.layers = new Map(network.layers.map((layer) => [layer.id, layer]));
    this.order = new Map(network.layers.map((layer, index) => [layer.id, index]));
    for (const source of network.layers.flatMap((layer) => layer.sources)) this.readers.set(source, (this.readers.get(source) ?? 0) + 1);
  }

  absorb(): this {
    for (const layer of this.network.layers) {
      if (layer === this.network.input || layer === this.network.output) continue;
      if (layer.definition.fusion?.isRectifier?.(layer.parameters)) this.absorbRectifier(layer);
      else if (layer.definition.fusion?.fold !== undefined && !this.training) this.absorbFold(layer);
      else if (layer.definition.fusion?.isSum && layer.sources.length === 2) this.absorbSum(layer);
    }
    return this;
  }

  maskedRectifier(layer: NetworkLayer, index: number): NetworkLayer | undefined {
    if (!layer.definition.fusion?.masks) return undefined;
    for (let id = layer.sources[index]; id !== undefined && this.readers.get(id) === 1; ) {
      const source = this.layer(id);
      if (this.absorbed.has(id) && source.definition.fusion?.isRectifier?.(source.parameters)) return source;
      if (!this.isView(source)) return undefined;
      id = source.sources[0];
    }
    return undefined;
  }

  private layer(id: string): NetworkLayer {
    const layer = this.layers.get(id);
    if (layer === undefined) throw new Error(`the network has no layer ${id}`);
    return layer;
  }

  private isView(layer: NetworkLayer): boolean {
    return layer.definition.isView(layer.parameters, this.training);
  }

  /** The layer whose steps write the output of `id`. */
  private ownerOf(id: string): NetworkLayer {
    const layer = this.layer(id);
    const absorber = this.absorbed.get(id);
    if (absorber !== undefined) return this.layer(absorber);
    return this.isView(layer) ? this.ownerOf(layer.sources[0] as string) : layer;
  }

  /** As `ownerOf`, where nobody but the reader in question reads the output on its way there. */
  private producerOf(id: string | undefined): NetworkLayer | undefined {
    if (id === undefined || this.readers.get(id) !== 1) return undefined;
    const layer = this.layer(id);
    const isPassedOn = this.absorbed.has(id) || this.isView(layer);
    if (!isPassedOn) return layer === this.network.input ? undefined : layer;
    if (layer.sources.length === 1) return this.producerOf(layer.sources[0]);
    return this.layer(this.absorbed.get(id) as string);
  }

  private absorbRectifier(layer: NetworkLayer): void {
    const producer = this.producerOf(layer.sources[0]);
    if (producer === undefined || !producer.definition.fusion?.rectifies) return;
    const epilogue = this.epilogues.get(producer.id) ?? {};
    if (epilogue.rectify) return;
    this.absorbed.set(layer.id, producer.id);
    this.epilogues.set(producer.id, { ...epilogue, rectify: true });
  }

  private absorbFold(layer: NetworkLayer): void {
    const producer = this.producerOf(layer.sources[0]);
    if (producer?.definition.fusion?.linear === undefined || this.epilogues.has(producer.id)) return;
    if (!isSameShape(producer.outputShape, layer.outputShape)) return;
    this.absorbed.set(layer.id, producer.id);
    this.epilogues.set(producer.id, { folds: layer });
  }

  /** The producer computed last adds the other term as it writes its own: then both are there. */
  private absorbSum(layer: NetworkLayer): void {
    const candidates = [0, 1].map((index) => ({
      producer: this.producerOf(layer.sources[index]),
      other: layer.sources[1 - index] as string,
    }));
    candidates.sort((first, second) => this.position(second.producer) - this.position(first.producer));
    for (const { producer, other } of candidates) {
      if (producer === undefined || !producer.definition.fusion?.adds?.(producer.parameters)) continue;
      const epilogue = this.epilogues.get(producer.id) ?? {};
      const isLater = this.position(this.ownerOf(other)) < this.position(producer);
      if (epilogue.addend !== undefined || epilogue.rectify || !isLater || !isSameShape(producer.outputShape, layer.outputShape)) continue;
      this.absorbed.set(layer.id, producer.id);
      this.epilogues.set(producer.id, { ...epilogue, addend: other });
      return;
    }
  }

  private position(layer: NetworkLayer | undefined): number {
    return layer === undefined ? -1 : (this.order.get(layer.id) ?? -1);
  }
}

/** What is taken over in a training or inference program of `network`. */
export function decideFusion(network: Network, training: boolean): FusionDecision {
  return new Decision(network, training).absorb();
}

/** Every layer makes its own steps: for programs whose every output is to be looked at. */
export const noFusion: FusionDecision = { absorbed: new Map(), epilogues: new Map(), maskedRectifier: () => undefined };
