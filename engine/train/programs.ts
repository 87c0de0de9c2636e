// Which programs a training run and a prediction need, with their batches. An epoch's last batch is smaller when the images
// do not divide: it has a program of its own, so that no kernel ever sees a half-filled batch while training.

import { compile } from '../backends/wasm/plan/compile.ts';
import type { Plan } from '../backends/wasm/plan/plan.ts';
import type { Outcome } from '../base/diagnostics.ts';
import type { TrainingSettings } from '../document/document.ts';
import type { Network } from '../network/network.ts';
import type { ProgramRequest } from '../program/compose.ts';
import type { Execution } from '../program/execution.ts';
import { previewProgram } from './preview.ts';

export const trainProgram = 'train';
export const remainderProgram = 'train-remainder';
export const evaluateProgram = 'evaluate';
/** One image alone, for answers that somebody waits for. */
export const singleProgram = 'single';
const evaluationBatch = 32;

/** The batch that a run really uses: never more than there are images. */
export function effectiveBatch(settings: TrainingSettings, images: number): number {
  return Math.max(1, Math.min(settings.batchSize, images));
}

/** Plans a training run on `images` training images. An evaluation takes more images at once only where that needs no more memory. */
export function compileTraining(network: Network, settings: TrainingSettings, images: number, workers: number): Outcome<Plan> {
  const batch = effectiveBatch(settings, images);
  const remainder = images % batch;
  const { seed, loss, optimizer } = settings;
  const compileWith = (evaluated: number): Outcome<Plan> => {
    const programs: ProgramRequest[] = [
      { name: trainProgram, batch, training: true },
      ...(remainder > 0 ? [{ name: remainderProgram, batch: remainder, training: true }] : []),
      { name: evaluateProgram, batch: evaluated, training: false },
      { name: previewProgram, batch: 1, training: false, keepsOutputs: true },
    ];
    return compile({ network, programs, workers, seed, loss, optimizer });
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
  const { seed, loss, optimizer } = settings;
  const programs: ProgramRequest[] = [
    { name: evaluateProgram, batch: evaluationBatch, training: false },
    { name: singleProgram, batch: 1, training: false },
    { name: previewProgram, batch: 1, training: false, keepsOutputs: true },
  ];
  return compile({ network, programs, workers, seed, loss, optimizer });
}

/** The batch of the evaluation program. */
export function evaluationBatchOf({ programs }: Pick<Execution, 'programs'>): number {
  const program = programs.find((candidate) => candidate.name === evaluateProgram);
  if (program === undefined) throw new Error('there is no evaluation program');
  return program.batch;
}
