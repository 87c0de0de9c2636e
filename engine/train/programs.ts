// Which programs a training run and a prediction need, with their batches. An epoch's last batch is smaller when the images
// do not divide: it has a program of its own, so that no kernel ever sees a half-filled batch while training. Where what is left
// would be too few images to learn from, they join the batch before them.

import { allParts, compile, compileInParts, type InParts } from '../backends/wasm/plan/compile.ts';
import type { Plan } from '../backends/wasm/plan/plan.ts';
import { type Diagnostic, fail, type Outcome } from '../base/diagnostics.ts';
import { messagesOf } from '../base/messages.ts';
import type { TrainingSettings } from '../document/document.ts';
import type { Network } from '../network/network.ts';
import { checkBatch, smallestBatch } from '../network/smallest-batch.ts';
import type { ProgramRequest } from '../program/compose.ts';
import type { Execution } from '../program/execution.ts';
import { previewProgram } from './preview.ts';
import { programAt, type RunSize } from './run-sizes.ts';
import { words } from './words.ts';

const { problem, fix } = messagesOf(words);

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
  return compileTrainingAt([{ network, training: images, evaluated: Number.POSITIVE_INFINITY }], settings, workers);
}

/** The same for images of several sizes, over one set of weights: programs for every size, in the memory that the widest needs. */
export function compileTrainingAt(sizes: readonly RunSize[], settings: TrainingSettings, workers: number): Outcome<Plan> {
  return allParts(compileTrainingInParts(sizes, settings, workers));
}

/** The same in parts of a few milliseconds. */
export function* compileTrainingInParts(sizes: readonly RunSize[], settings: TrainingSettings, workers: number): InParts<Outcome<Plan>> {
  const [first] = sizes;
  if (first === undefined) throw new Error('expected at least one size of images');
  const problems = [...sizes.flatMap((size) => checkBatchAt(size, settings)), ...checkTrainable(first.network)];
  if (problems.length > 0) return fail(...problems);
  const { seed, optimizer } = settings;
  const compileWith = (most: number): InParts<Outcome<Plan>> =>
    compileInParts({
      network: first.network,
      programs: sizes.flatMap((size) => trainingPrograms(size, settings, most)),
      workers,
      seed,
      optimizer,
    });
  const batch = Math.max(...sizes.map(({ network, training }) => divideEpoch(network, settings, training).batch));
  // of many sizes each has few images, and there are many programs to make
  if (sizes.length > 1) return yield* compileWith(batch);
  const many = yield* compileWith(Math.max(batch, evaluationBatch));
  if (batch >= evaluationBatch || (many.ok && !widensArena(many.value))) return many;
  return yield* compileWith(batch);
}

function checkBatchAt({ network, training, size }: RunSize, settings: TrainingSettings): Diagnostic[] {
  if (training === 0) return [];
  const problems = checkBatch(network.layers, settings.batchSize, 'error', training);
  if (size === undefined) return problems;
  return problems.map((found) => ({ ...found, size }));
}

/** The programs for images of one size; `most`: images that an evaluation takes at once. */
function trainingPrograms({ network, size, training, evaluated }: RunSize, settings: TrainingSettings, most: number): ProgramRequest[] {
  const { batch, last } = divideEpoch(network, settings, training);
  const at = size === undefined ? {} : { network };
  return [
    ...(training === 0 ? [] : [{ name: programAt(trainProgram, size), batch, training: true, ...at }]),
    ...(training === 0 || last === batch ? [] : [{ name: programAt(remainderProgram, size), batch: last, training: true, ...at }]),
    { name: programAt(evaluateProgram, size), batch: Math.min(most, evaluated), training: false, ...at },
    { name: programAt(previewProgram, size), batch: 1, training: false, keepsOutputs: true, ...at },
  ];
}

/** The problems of a network that no training would change. */
export const nothingToTrain: readonly string[] = ['nothing-to-train', 'all-frozen'];

/** A run in which nothing changes is refused. */
function checkTrainable({ layers }: Network): Diagnostic[] {
  if (layers.some(({ weights }) => weights.some(({ trainable }) => trainable))) return [];
  const frozen = layers.filter((layer) => layer.frozen && layer.weightsOf === layer.id);
  const last = frozen.at(-1);
  if (last === undefined) return [problem('nothing-to-train')];
  const changes = [{ kind: 'set-node', node: last.id, name: 'frozen', value: null }] as const;
  return [{ ...problem('all-frozen', { count: frozen.length }), node: last.id, fix: { ...fix('let-learn', { node: last.id }), changes } }];
}

function widensArena({ programs }: Plan): boolean {
  const bytesOf = (name: string): number => programs.find((program) => program.name === name)?.arenaBytes ?? 0;
  return bytesOf(evaluateProgram) > bytesOf(trainProgram);
}

/** Plans prediction, evaluation and previews alone. */
export function compileInference(network: Network, settings: TrainingSettings, workers: number): Outcome<Plan> {
  return compileInferenceAt([{ network, evaluated: evaluationBatch }], settings, workers);
}

/** The same for images of several sizes. */
export function compileInferenceAt(
  sizes: readonly Omit<RunSize, 'training'>[],
  settings: TrainingSettings,
  workers: number,
): Outcome<Plan> {
  const { seed, optimizer } = settings;
  const programs = sizes.flatMap(({ network, size, evaluated }): ProgramRequest[] => {
    const at = size === undefined ? {} : { network };
    const batch = Math.max(1, Math.min(evaluationBatch, evaluated));
    return [
      { name: programAt(evaluateProgram, size), batch, training: false, ...at },
      { name: programAt(singleProgram, size), batch: 1, training: false, ...at },
      { name: programAt(previewProgram, size), batch: 1, training: false, keepsOutputs: true, ...at },
    ];
  });
  const [first] = sizes;
  if (first === undefined) throw new Error('expected at least one size of images');
  return compile({ network: first.network, programs, workers, seed, optimizer });
}

/** The batch of a program: the evaluation's at the only size where none is named. */
export function programBatchOf({ programs }: Pick<Execution, 'programs'>, name: string = evaluateProgram): number {
  const program = programs.find((candidate) => candidate.name === name);
  if (program === undefined) throw new Error(`there is no program ${name}`);
  return program.batch;
}
