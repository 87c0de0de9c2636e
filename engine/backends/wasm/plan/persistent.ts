// The persistent part of the arena: control block, weights with their gradients and optimizer state, and the small fixed
// buffers through which images, labels and results pass. Trainable weights lie in two runs, with weight decay and without,
// so that an optimizer updates each run as one flat array; gradients and state mirror the runs.
import type { Network } from '../../../network/network.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { DraftBuffer } from './builder.ts';
import { hyperparameterBytes } from '../../../operations/hyperparameters.ts';
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
  readonly gradient: DraftBuffer | undefined;
}

/** A run of trainable weights that one update step handles. */
export interface WeightRun {
  readonly decays: boolean;
  readonly weights: DraftBuffer;
  readonly gradients: DraftBuffer;
  readonly states: readonly DraftBuffer[];
  /** Values in the run, with the gaps between weights. */
  readonly count: number;
}

export interface Persistent {
  readonly weights: readonly DraftWeight[];
  readonly runs: readonly WeightRun[];
  readonly fixed: {
    readonly hyperparameters: DraftBuffer;
    /** u8[maximumBatch, …input shape] */
    readonly bytes: DraftBuffer;
    readonly scale: DraftBuffer;
    readonly offset: DraftBuffer;
    /** i32[maximumBatch] */
    readonly labels: DraftBuffer;
    /** f32[maximumBatch] */
    readonly losses: DraftBuffer;
    /** f32[maximumBatch, classes] */
    readonly probabilities: DraftBuffer;
  };
  /** Where the transient region begins. */
  readonly end: number;
}

/** Lays out everything that outlives a step. `states` is the number of optimizer values a weight; 0 without training. */
export function layOutPersistent(network: Network, maximumBatch: number, training: boolean, states: number): Persistent {
  let end = controlBytes;
  const place = (name: string, kind: BufferKind, bytes: number, gap = slack): DraftBuffer => {
    const buffer = { name, kind, bytes, persistent: true, offset: end };
    end += align(bytes + gap);
    return buffer;
  };
  const inputSize = sizeOf(network.input.outputShape);
  const channels = network.input.outputShape.at(-1) ?? 1;
  const fixed = {
    hyperparameters: place('hyperparameters', 'fixed', hyperparameterBytes),
    bytes: place('bytes', 'fixed', maximumBatch * inputSize),
    scale: place('scale', 'fixed', channels * 4),
    offset: place('offset', 'fixed', channels * 4),
    labels: place('labels', 'fixed', maximumBatch * 4),
    losses: place('losses', 'fixed', maximumBatch * 4),
    probabilities: place('probabilities', 'fixed', maximumBatch * sizeOf(network.output.outputShape) * 4),
  };
  const specifications = network.layers.flatMap((layer) => layer.weights.map((weight) => ({ ...weight, node: layer.id })));
  const weights: DraftWeight[] = [];
  const runs: WeightRun[] = [];
  for (const decays of [true, false]) {
    const members = specifications.filter((weight) => weight.trainable && weight.decays === decays);
    if (members.length === 0) continue;
    const start = end;
    const buffers = members.map((weight) => place(`${weight.node}.${weight.name}`, 'weight', sizeOf(weight.shape) * 4, 0));
    const bytes = end - start;
    end += slack;
    const whole = (name: string, kind: BufferKind, offset: number): DraftBuffer => ({ name, kind, bytes, persistent: true, offset });
    const suffix = decays ? 'decaying' : 'plain';
    const gradientStart = end;
    if (training) end += bytes + slack;
    members.forEach((weight, index) => {
      const buffer = buffers[index] as DraftBuffer;
      const name = `${weight.node}.${weight.name}.gradient`;
      const gradient = training
        ? { name, kind: 'weight-gradient' as const, bytes: buffer.bytes, persistent: true, offset: gradientStart + buffer.offset - start }
        : undefined;
      weights.push({ node: weight.node, name: weight.name, shape: weight.shape, trainable: true, buffer, gradient });
    });
    if (!training) continue;
    const state = Array.from({ length: states }, (_, index) => place(`state${index}.${suffix}`, 'optimizer-state', bytes));
    runs.push({
      decays,
      weights: whole(`weights.${suffix}`, 'weight', start),
      gradients: whole(`gradients.${suffix}`, 'weight-gradient', gradientStart),
      states: state,
      count: bytes / 4,
    });
  }
  for (const weight of specifications.filter((candidate) => !candidate.trainable)) {
    const buffer = place(`${weight.node}.${weight.name}`, 'weight', sizeOf(weight.shape) * 4);
    weights.push({ node: weight.node, name: weight.name, shape: weight.shape, trainable: false, buffer, gradient: undefined });
  }
  return { weights, runs, fixed, end: align(end) };
}
