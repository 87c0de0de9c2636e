// Which programs a training run and a prediction need, with their batches. An epoch's last batch is smaller when the images
// do not divide: it has a program of its own, so that no kernel ever sees a half-filled batch while training. Where what is left
// would be too few images to learn from, they join the batch before them.

import { compile } from '../backends/wasm/plan/compile.ts';
import type { Plan } from '../backends/wasm/plan/plan.ts';
import { fail, type Outcome } from '../base/diagnostics.ts';
import type { TrainingSettings } from '../document/document.ts';
import type { Network } from '../network/network.ts';
import { checkBatch, smallestBatch } from '../network/smallest-batch.ts';
import type { ProgramRequest } from '../program/compose.ts';
import type { Execution } from '../program/execution.ts';
import { previewProgram } from './preview.ts';

export const trainProgram = 'train';
export const remainderProgram = 'train-remainder';
export const evaluateProgram = 'evaluate';
/** One image alone, for answers that somebody waits for. */
export const singleProgram = 'single';
const evaluationBatch = 32;

export interface EpochBatches {
  /** Images a step, in all steps but the last: never more than there are. */
  readonly batch: number;
  readonly steps: number;
  /** Images in the last step. */
  readonly last: number;
}

/** How an epoch over `images` images is divided into steps. */
export function divideEpoch(network: Network, settings: TrainingSettings, images: number): EpochBatches {
  const batch = Math.max(1, Math.min(settings.batchSize, images));
  const steps = Math.ceil(images / batch);
  const last = images - (steps - 1) * batch;
  return steps > 1 && last < smallestBatch(network.layers) ? { batch, steps: steps - 1, last: batch + last } : { batch, steps, last };
}

/**
 * Plans a training run on `images` training images, and refuses batches in which nothing could be learnt. An evaluation takes more
 * images at once only where that needs no more memory.
 */
export function compileTraining(network: Network, settings: TrainingSettings, images: number, workers: number): Outcome<Plan> {
  const { batch, last } = divideEpoch(network, settings, images);
  const problems = checkBatch(network.layers, settings.batchSize, 'error', images);
  if (problems.length > 0) return fail(...problems);
  const { seed, optimizer } = settings;
  const compileWith = (evaluated: number): Outcome<Plan> => {
    const programs: ProgramRequest[] = [
      { name: trainProgram, batch, training: true },
      ...(last === batch ? [] : [{ name: remainderProgram, batch: last, training: true }]),
      { name: evaluateProgram, batch: evaluated, training: false },
      { name: previewProgram, batch: 1, training: false, keepsOutputs: true },
    ];
    return compile({ network, programs, workers, seed, optimizer });
  };
  const many = compileWith(Math.max(batch, evaluationBatch));
  if (batch >= evaluationBatch || (many.ok && !widensArena(many.value))) return many;
  return compileWith(batch);
}

function widensArena({ programs }: Plan): boolean {
  const bytesOf = (name: string): number => programs.find((program) => program.name === name)?.arenaBytes ?? 0;
  return bytesOf(evaluateProgram) > bytesOf(trainProgram);
}

/** Plans prediction, evaluation and previews alone. */
export function compileInference(network: Network, settings: TrainingSettings, workers: number): Outcome<Plan> {
  const { seed, optimizer } = settings;
  const programs: ProgramRequest[] = [
    { name: evaluateProgram, batch: evaluationBatch, training: false },
    { name: singleProgram, batch: 1, training: false },
    { name: previewProgram, batch: 1, training: false, keepsOutputs: true },
  ];
  return compile({ network, programs, workers, seed, optimizer });
}

/** The batch of the evaluation program. */
export function evaluationBatchOf({ programs }: Pick<Execution, 'programs'>): number {
  const program = programs.find((candidate) => candidate.name === evaluateProgram);
  if (program === undefined) throw new Error('there is no evaluation program');
  return program.batch;
}
