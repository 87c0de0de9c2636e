// A backend executes whole programs of a plan on one arena. The same plan runs on each; only speed and the last bits differ.

import type { NetworkWeights } from '../exporters/model.ts';
import type { Initializer } from '../layers/layer.ts';
import type { Network } from '../network/network.ts';
import type { Plan, PlanBuffer, PlanWeight } from './wasm/plan/plan.ts';
import { createRandom, deriveSeed } from '../base/random.ts';

export interface Execution {
  readonly plan: Plan;
  readonly arena: ArrayBufferLike;
  /** Runs one program from its first step to its last, prepared where need be. Throws on a name that the plan does not have. */
  run(program: string): void;
  /** To be told after weights were written from outside: what was prepared from them is not valid any more. */
  weightsChanged(): void;
}

/**
 * Which program's preparation is in the arena. Programs share their memory, and training changes the weights: so what one has
 * prepared holds until another runs.
 */
export class PreparationKeeper {
  /** `cell`: i32[1], 1 + the prepared program's index, 0 for none. Whoever runs programs on the same arena shares it. */
  constructor(private readonly cell: Int32Array = new Int32Array(1)) {}

  /** True where the program about to run has to be prepared first; it then counts as prepared. */
  mustPrepare(index: number): boolean {
    const isPrepared = this.cell[0] === index + 1;
    this.cell[0] = index + 1;
    return !isPrepared;
  }

  forget(): void {
    this.cell[0] = 0;
  }
}

/** A buffer's values as they lie in the arena: a view, not a copy. */
export function viewF32(execution: { readonly arena: ArrayBufferLike }, buffer: PlanBuffer): Float32Array {
  return new Float32Array(execution.arena, buffer.offset, buffer.bytes >> 2);
}
export function viewI32(execution: { readonly arena: ArrayBufferLike }, buffer: PlanBuffer): Int32Array {
  return new Int32Array(execution.arena, buffer.offset, buffer.bytes >> 2);
}
export function viewBytes(execution: { readonly arena: ArrayBufferLike }, buffer: PlanBuffer): Uint8Array {
  return new Uint8Array(execution.arena, buffer.offset, buffer.bytes);
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
      const weight = execution.plan.weights.find((candidate) => candidate.node === layer.id && candidate.name === specification.name);
      if (weight === undefined) throw new Error(`${layer.id} has no weight ${specification.name} in the plan`);
      fillInitial(viewF32(execution, weight.buffer), specification.initializer, deriveSeed(seed, `${layer.id}.${specification.name}`));
    }
  }
  execution.weightsChanged();
}

/** Puts given weights in place of the initial ones. Throws where a weight is missing or has another size. */
export function loadWeights(execution: Execution, weights: NetworkWeights): void {
  for (const weight of execution.plan.weights) {
    const entry = weights.entries.find((candidate) => candidate.node === weight.node && candidate.name === weight.name);
    const target = viewF32(execution, weight.buffer);
    if (entry === undefined || entry.values.length !== target.length) {
      throw new Error(`weight ${weight.node}.${weight.name}: expected ${target.length} values, received ${entry?.values.length ?? 'none'}`);
    }
    target.set(entry.values);
  }
  execution.weightsChanged();
}

/** The number of values in all weights together. */
export function countWeightValues(weights: readonly PlanWeight[]): number {
  return weights.reduce((sum, weight) => sum + (weight.buffer.bytes >> 2), 0);
}

/** Copies all weights out of the arena into `target`, one behind the other: f32[countWeightValues]. */
export function packWeights(execution: { readonly arena: ArrayBufferLike }, weights: readonly PlanWeight[], target: Float32Array): void {
  let place = 0;
  for (const weight of weights) {
    const values = viewF32(execution, weight.buffer);
    target.set(values, place);
    place += values.length;
  }
}

/** The weights in what `packWeights` wrote, as views of it. */
export function unpackWeights(packed: Float32Array, weights: readonly PlanWeight[]): NetworkWeights {
  let place = 0;
  const entries = weights.map((weight) => {
    const values = packed.subarray(place, place + (weight.buffer.bytes >> 2));
    place += values.length;
    return { node: weight.node, name: weight.name, shape: weight.shape, values };
  });
  return { entries };
}
