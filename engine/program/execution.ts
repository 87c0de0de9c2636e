// What can be done with programs that a backend has made ready: run one, and reach the values that live outside it. Training,
// evaluation and previews know nothing else of a backend; only speed and the last bits differ from one to the other.

import { createRandom, deriveSeed } from '../base/random.ts';
import type { Initializer } from '../layers/layer.ts';
import type { Network } from '../network/network.ts';
import { countWeightValues, type NetworkWeights, type WeightDescription } from '../network/weights.ts';

export interface WeightValues extends WeightDescription {
  /** As they lie: a view. */
  readonly values: Float32Array;
}

export interface Execution {
  readonly programs: readonly { readonly name: string; readonly batch: number; readonly training: boolean }[];
  readonly weights: readonly WeightValues[];
  /** The values of a slot as they lie, a view: images, labels, losses, hyper-parameters. Throws on a name that no program has. */
  f32(slot: string): Float32Array;
  i32(slot: string): Int32Array;
  u8(slot: string): Uint8Array;
  /** What a layer has put out in a program, where it is still there when the program has ended; undefined where there is no such layer. */
  output(program: string, node: string): Float32Array | undefined;
  /** Runs one program from its first operation to its last. Throws on a name that there is not. */
  run(program: string): void;
  /** To be told after weights were written from outside: what was prepared from them is not valid any more. */
  weightsChanged(): void;
}

function fillInitial(values: Float32Array, rule: Initializer, seed: number): void {
  if (rule.kind === 'constant') {
    values.fill(rule.value);
    return;
  }
  const random = createRandom(seed);
  if (rule.kind === 'glorot') {
    const limit = Math.sqrt(6 / (rule.fanIn + rule.fanOut));
    for (let index = 0; index < values.length; index++) values[index] = (2 * random.next() - 1) * limit;
    return;
  }
  const deviation = Math.sqrt((rule.kind === 'he' ? 2 : 1) / rule.fanIn);
  for (let index = 0; index < values.length; index++) values[index] = random.normal() * deviation;
}

/** Draws the first weights: each from its own seed, so that one layer's numbers do not depend on another's. */
export function initializeWeights(execution: Execution, network: Network, seed: number): void {
  for (const layer of network.layers) {
    for (const specification of layer.weights) {
      const weight = execution.weights.find((candidate) => candidate.node === layer.id && candidate.name === specification.name);
      if (weight === undefined) throw new Error(`${layer.id} has no weight ${specification.name} in the programs`);
      fillInitial(weight.values, specification.initializer, deriveSeed(seed, `${layer.id}.${specification.name}`));
    }
  }
  execution.weightsChanged();
}

/** Puts given weights in place of the initial ones. Throws where a weight is missing or has another size. */
export function loadWeights(execution: Execution, weights: NetworkWeights): void {
  for (const { node, name, values } of execution.weights) {
    const entry = weights.entries.find((candidate) => candidate.node === node && candidate.name === name);
    if (entry === undefined || entry.values.length !== values.length) {
      throw new Error(`weight ${node}.${name}: expected ${values.length} values, received ${entry?.values.length ?? 'none'}`);
    }
    values.set(entry.values);
  }
  execution.weightsChanged();
}

/** Copies all weights into `target`, one behind the other: f32[countWeightValues]. */
export function packWeights(execution: Pick<Execution, 'weights'>, target: Float32Array): void {
  let place = 0;
  for (const { values } of execution.weights) {
    target.set(values, place);
    place += values.length;
  }
}

/** A copy of all weights. */
export function copyWeights(execution: Execution): Float32Array {
  const copy = new Float32Array(countWeightValues(execution.weights));
  packWeights(execution, copy);
  return copy;
}
