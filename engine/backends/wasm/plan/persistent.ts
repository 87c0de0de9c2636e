// The persistent part of the arena: control block, weights with their gradients and optimizer state, and the slots through
// which images, labels and results pass. Trainable weights lie in two runs, with weight decay and without, so that an optimizer
// updates each run as one flat array; gradients and state mirror the runs.
import { sizeOf } from '../../../base/shape.ts';
import type { Network } from '../../../network/network.ts';
import { homeName } from '../../../operations/draft.ts';
import type { Home, Value } from '../../../operations/operation.ts';
import type { OperationProgram } from '../../../program/program.ts';
import type { DraftBuffer } from './builder.ts';
import { bytesOf } from './lower.ts';
import { align, slack } from './memory.ts';
import type { BufferKind } from './plan.ts';

/** Bytes at the start of the arena for barrier, gate and program (simd/program.as.ts). */
export const controlBytes = 1024;

export interface DraftWeight {
  readonly node: string;
  readonly name: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
  readonly buffer: DraftBuffer;
}

export interface Persistent {
  readonly weights: readonly DraftWeight[];
  /** By name: images, labels, losses, hyper-parameters, results. */
  readonly slots: ReadonlyMap<string, DraftBuffer>;
  /** Where a value lives that outlives a run. Throws for one that has no place here. */
  find(value: Value): DraftBuffer;
  /** Where the transient region begins. */
  readonly end: number;
}

/** The values of `programs` that live in slots, each as large as the largest program needs it. */
function findSlots(programs: readonly OperationProgram[]): Map<string, number> {
  const slots = new Map<string, number>();
  for (const { nodes } of programs) {
    for (const { operands, results } of nodes) {
      for (const { home, type } of [...Object.values(operands), ...Object.values(results)])
        if (home.kind === 'slot') slots.set(home.name, Math.max(slots.get(home.name) ?? 0, bytesOf(type)));
    }
  }
  return slots;
}

/** Lays out everything that outlives a step. `states` is the number of optimizer values a weight; gradients only where one trains. */
export function layOutPersistent(network: Network, programs: readonly OperationProgram[], states: number): Persistent {
  const training = programs.some((program) => program.training);
  let end = controlBytes;
  const places = new Map<string, DraftBuffer>();
  const put = (home: Home, kind: BufferKind, bytes: number, offset: number): DraftBuffer => {
    const name = homeName(home);
    const buffer = { name, kind, bytes, persistent: true, offset };
    places.set(`${home.kind} ${name}`, buffer);
    return buffer;
  };
  const place = (home: Home, kind: BufferKind, bytes: number, gap = slack): DraftBuffer => {
    const buffer = put(home, kind, bytes, end);
    end += align(bytes + gap);
    return buffer;
  };
  const slots = new Map([...findSlots(programs)].map(([name, bytes]) => [name, place({ kind: 'slot', name }, 'fixed', bytes)]));
  const specifications = network.layers.flatMap((layer) => layer.weights.map((weight) => ({ ...weight, node: layer.id })));
  const weights: DraftWeight[] = [];
  for (const decays of [true, false]) {
    const members = specifications.filter((weight) => weight.trainable && weight.decays === decays);
    if (members.length === 0) continue;
    const start = end;
    for (const { node, name, shape } of members) {
      const buffer = place({ kind: 'weight', node, name }, 'weight', sizeOf(shape) * 4, 0);
      weights.push({ node, name, shape, trainable: true, buffer });
    }
    const bytes = end - start;
    end += slack;
    if (!training) continue;
    put({ kind: 'run', decays, part: 'weights' }, 'weight', bytes, start);
    put({ kind: 'run', decays, part: 'gradients' }, 'weight-gradient', bytes, end);
    for (const { node, name, buffer } of weights.slice(-members.length))
      put({ kind: 'weight-gradient', node, name }, 'weight-gradient', buffer.bytes, end + buffer.offset - start);
    end += bytes + slack;
    for (let state = 0; state < states; state++) place({ kind: 'run', decays, part: state }, 'optimizer-state', bytes);
  }
  for (const { node, name, shape, trainable } of specifications) {
    if (trainable) continue;
    weights.push({ node, name, shape, trainable, buffer: place({ kind: 'weight', node, name }, 'weight', sizeOf(shape) * 4) });
  }
  const find = ({ home }: Value): DraftBuffer => {
    const buffer = places.get(`${home.kind} ${homeName(home)}`);
    if (buffer === undefined) throw new Error(`nothing is laid out for ${homeName(home)}`);
    return buffer;
  };
  return { weights, slots, find, end: align(end) };
}
