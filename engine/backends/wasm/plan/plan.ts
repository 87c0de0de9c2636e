// A plan: what to execute, as plain data that can be sent to a worker. It says every buffer's place and lifetime and every
// step's kernel and arguments before the first step runs; executing it allocates nothing.

import type { Pass } from '../../../operations/operation.ts';

/** What a buffer is for; decides where it lives. */
export type BufferKind =
  /** Lives as long as the arena: weights and running statistics. */
  | 'weight'
  /** The gradient of a trainable weight. */
  | 'weight-gradient'
  /** Momentum and the like, one per trainable weight and slot. */
  | 'optimizer-state'
  /** Persistent small things: input bytes, labels, normalisation, hyper-parameters. */
  | 'fixed'
  /** Output of a layer that is kept until the end. */
  | 'activation'
  /** Made on the way back. */
  | 'gradient'
  /** Any other value, a form of one, or what one operation needs for itself. */
  | 'scratch';

export interface PlanBuffer {
  readonly id: number;
  /** `conv1.output`, `conv1.weights`: unique within its program or among the persistent buffers. */
  readonly name: string;
  readonly kind: BufferKind;
  readonly bytes: number;
  /** Byte offset in the arena, a multiple of 64. */
  readonly offset: number;
  /** First and last step that touch it, preparation and steps counted through; persistent ones live from 0 to the last. */
  readonly firstStep: number;
  readonly lastStep: number;
}

export interface Step {
  /** A kernel's name: `<op><Pass>`, as in `conv2dBackwardWeights`. */
  readonly kernel: string;
  readonly node: string;
  readonly pass: Pass;
  /** Argument name → buffer. */
  readonly reads: Readonly<Record<string, PlanBuffer>>;
  readonly writes: Readonly<Record<string, PlanBuffer>>;
  /** Argument name → integer or float. */
  readonly numbers: Readonly<Record<string, number>>;
  /** The output is cut into this many parts, whatever the number of workers. */
  readonly tiles: number;
  /** Private memory of the workers, one piece behind the other. It lives for this step alone: others use the same bytes. */
  readonly scratch: { readonly offset: number; readonly bytesPerWorker: number };
}

/** One thing to run: a training step, an inference, a preview. All programs of a plan share the weights. */
export interface Program {
  readonly name: string;
  readonly batch: number;
  readonly training: boolean;
  /** Threads that run it: all, but for a single image that one computes sooner than others wake. */
  readonly workers: number;
  /**
   * Steps whose results follow from the weights alone and stay for as many runs as come (packed, transformed and folded weights);
   * to be run again after the weights have changed or another program has run. Empty in training.
   */
  readonly preparation: readonly Step[];
  readonly steps: readonly Step[];
  readonly buffers: readonly PlanBuffer[];
  /** By layer, where its output lies; whether it is still there at the end is the program's to say. */
  readonly outputs: Readonly<Record<string, PlanBuffer>>;
  /**
   * Bytes that have to be there at the widest step, however they are placed: what lives for the whole run, the transient buffers
   * alive then, and the private memory of all workers.
   */
  readonly liveBytes: number;
  /** Bytes of the transient region as placed. */
  readonly transientBytes: number;
  /** Bytes of an arena that holds this program alone. */
  readonly arenaBytes: number;
}

/** One weight of the network and where it lies. */
export interface PlanWeight {
  readonly node: string;
  readonly name: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
  readonly buffer: PlanBuffer;
}

export interface Plan {
  readonly programs: readonly Program[];
  readonly weights: readonly PlanWeight[];
  /** Persistent buffers by name. */
  readonly fixed: Readonly<Record<string, PlanBuffer>>;
  readonly persistentBytes: number;
  /** The whole arena, for `workers` workers. */
  readonly arenaBytes: number;
  readonly programOffset: number;
  readonly workers: number;
}

/** Bytes that the widest program of a plan has to have at once: the least that any arena of this plan needs. */
export function liveBytesOf(plan: Plan): number {
  return Math.max(...plan.programs.map((program) => program.liveBytes));
}
