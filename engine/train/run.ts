// One training run, from initial weights to the last epoch: shuffles, feeds batches, runs the plan, scores, and tells of it.
// It knows neither threads nor clocks nor files: those come in as hooks. Same seed, same images, same bits.

import { createRandom, deriveSeed } from '../base/random.ts';
import type { Normalization } from '../datasets/image-folder.ts';
import type { GraphDocument } from '../document/document.ts';
import type { Network } from '../network/network.ts';
import type { NetworkWeights } from '../network/weights.ts';
import { hyperparameterSlots } from '../operations/hyperparameters.ts';
import { findOptimizer } from '../optimizers/index.ts';
import type { AnyOptimizerDefinition } from '../optimizers/optimizer.ts';
import { type Execution, initializeWeights, loadWeights } from '../program/execution.ts';
import { findSchedule } from '../schedules/index.ts';
import { type BatchLoader, createBatchLoader, type ImageReader, setNormalization } from './batches.ts';
import { EpochDivider, type EpochOrder } from './epoch.ts';
import { type EvaluatedRecords, evaluateRecords } from './evaluate.ts';
import type { TrainEvent } from './events.ts';
import { previewMaps, previewProgram } from './preview.ts';
import { evaluateProgram, remainderProgram, trainProgram } from './programs.ts';
import { type Clock, ProgressTeller } from './progress.ts';
import { groupBySize, programAt, type RunSize, type SizeOfRecord } from './run-sizes.ts';
import { batchMeasures, ScoreKeeper } from './scores.ts';
import type { RunSummary, Score } from './summary.ts';
import { chooseTestRecords } from './test-records.ts';

export interface TrainingInput {
  readonly runId: number;
  readonly document: GraphDocument;
  /** Of the smallest size, where there are several. */
  readonly network: Network;
  /** Where images keep their own sizes: those there are, and by record which it has. */
  readonly sizes?: readonly RunSize[];
  readonly sizeOf?: SizeOfRecord;
  readonly training: Int32Array;
  readonly validation: Int32Array;
  /** Class index by record. */
  readonly labels: Int32Array;
  readonly normalization: Normalization;
  /** Instead of initial weights. */
  readonly weights?: NetworkWeights;
  readonly backendName: string;
  readonly workers: number;
  readonly arenaBytes: number;
}

export interface ResolvedPreview {
  readonly nodes: readonly string[];
  readonly record: number;
  readonly maximumChannels: number;
}

export type PreviewMoment = 'step' | 'epoch' | 'end';

export interface TrainingHooks extends Clock {
  readImage: ImageReader;
  /** These records will be read next, each once and in this order, after those named before; the list stays as it is until then. */
  expectImages(records: Int32Array): void;
  /** Milliseconds so far that reading has waited for pixels. */
  waited(): number;
  emit(event: TrainEvent): void;
  /** Asked between steps, so that it must not allocate; blocks while paused, and calls `preview` when one is wanted then. False ends the run. */
  goOn(step: number, preview: (request: ResolvedPreview) => void): boolean;
  /** A preview that is due now, if any: by its rate at a step, sooner at an epoch's end, and always at the run's end. */
  duePreview(moment: PreviewMoment): ResolvedPreview | undefined;
  /** The arena holds weights worth keeping: an epoch has ended, or the run was stopped. `isBest`: none had a lower validation loss. */
  keepWeights(summary: RunSummary, isBest: boolean): void;
}

/** What was no finite number any more, and in which epoch: the weights of that moment are not kept. */
export interface Divergence {
  readonly epoch: number;
  readonly what: 'training-loss' | 'validation-loss' | 'weights' | 'outputs';
}

/** The summary is of the last sound epoch, or of the moment of a stop: its numbers are always finite. */
export interface TrainingResult {
  readonly end: 'finished' | 'stopped' | 'diverged';
  readonly summary: RunSummary;
  readonly divergence?: Divergence;
}

/** What a step, an evaluation and a preview need at one size. */
interface SizeAtWork {
  readonly network: Network;
  readonly loader: BatchLoader;
  readonly train: string;
  readonly remainder: string;
  readonly evaluate: string;
  readonly preview: string;
}

/** Milliseconds after which an answer was a pause, which does not count as training time. */
const longAnswer = 50;

class TrainingRun {
  private step = 0;
  private images = 0;
  private epochsDone = 0;
  private training: Score;
  private validation: Score | null = null;
  private bestLoss = Number.POSITIVE_INFINITY;
  private divergence: Divergence | undefined;
  private readonly sizes: readonly SizeAtWork[];
  private readonly scores: ScoreKeeper;
  private readonly validationScores: ScoreKeeper;
  private readonly weights: readonly Float32Array[];
  private readonly validated: readonly EvaluatedRecords[];
  private readonly tested: readonly EvaluatedRecords[];
  private readonly hyperparameters: Float32Array;
  private readonly hyperparameterBits: Uint32Array;
  private readonly epochs: EpochDivider;
  private readonly progress: ProgressTeller;
  private readonly started: number;
  private readonly optimizer: AnyOptimizerDefinition;
  /** The learning rate of every step of the epoch that runs. */
  private readonly rates: Float64Array;
  private readonly previewNow = (request: ResolvedPreview): void => this.preview(request);

  constructor(
    private readonly input: TrainingInput,
    private readonly execution: Execution,
    private readonly hooks: TrainingHooks,
  ) {
    const { network, document, labels, training } = input;
    const sizes = input.sizes ?? [{ network, training: training.length, evaluated: training.length }];
    this.sizes = sizes.map(({ size, network: there }) => ({
      network: there,
      loader: createBatchLoader(execution, there, labels, hooks.readImage),
      train: programAt(trainProgram, size),
      remainder: programAt(remainderProgram, size),
      evaluate: programAt(evaluateProgram, size),
      preview: programAt(previewProgram, size),
    }));
    this.scores = new ScoreKeeper(execution, network);
    this.validationScores = new ScoreKeeper(execution, network);
    this.training = this.scores.score();
    this.weights = execution.weights.map(({ values }) => values);
    this.validated = this.groupRecords(input.validation);
    this.tested = this.groupRecords(chooseTestRecords(input.validation, training));
    this.hyperparameters = execution.f32('hyperparameters');
    this.hyperparameterBits = new Uint32Array(this.hyperparameters.buffer, this.hyperparameters.byteOffset, this.hyperparameters.length);
    this.epochs = new EpochDivider(sizes, document.training, training.length, input.sizeOf);
    this.progress = new ProgressTeller(input.runId, hooks, hooks.emit);
    this.started = hooks.now();
    const { type } = document.training.optimizer;
    const definition = findOptimizer(type);
    if (definition === undefined) throw new Error(`no optimizer ${type}`);
    this.optimizer = definition;
    this.rates = new Float64Array(this.epochs.steps);
    setNormalization(execution, input.normalization);
    if (input.weights === undefined) initializeWeights(execution, network, document.training.seed);
    else loadWeights(execution, input.weights);
  }

  private groupRecords(records: Int32Array): readonly EvaluatedRecords[] {
    const groups = groupBySize(records, this.input.sizeOf, this.sizes.length);
    return this.sizes.map(({ loader, evaluate }, size) => ({ records: groups[size] as Int32Array, loader, program: evaluate }));
  }

  run(): TrainingResult {
    const { document, network, runId, backendName, workers, arenaBytes } = this.input;
    const { epochs } = document.training;
    this.hooks.emit({
      kind: 'run-started',
      runId,
      epochs,
      stepsPerEpoch: this.epochs.steps,
      batchSize: this.epochs.batch,
      workers,
      arenaBytes,
      parameterCount: network.parameterCount,
      backend: backendName,
    });
    // the next epoch's order is drawn before this one runs, so that its images can be read ahead
    let order = this.epochs.create(this.input.training);
    let next = this.epochs.create(this.input.training);
    const random = createRandom(deriveSeed(document.training.seed, 'order'));
    random.shuffle(order.records);
    this.epochs.arrange(order);
    this.hooks.expectImages(order.records);
    for (let epoch = 1; epoch <= epochs; epoch++) {
      for (const { records } of this.validated) this.hooks.expectImages(records);
      next.records.set(order.records);
      random.shuffle(next.records);
      this.epochs.arrange(next);
      if (epoch < epochs) this.hooks.expectImages(next.records);
      const end = this.runEpoch(epoch, order);
      if (end !== undefined) return { end, summary: this.summary(), ...(this.divergence ? { divergence: this.divergence } : {}) };
      [order, next] = [next, order];
    }
    return { end: 'finished', summary: this.summary() };
  }

  private summary(): RunSummary {
    const { step, images, training, validation } = this;
    return { epochs: this.epochsDone, steps: step, images, seconds: (this.hooks.now() - this.started) / 1000, training, validation };
  }

  /** Undefined when the epoch ended well. */
  private runEpoch(epoch: number, order: EpochOrder): TrainingResult['end'] | undefined {
    const epochStarted = this.hooks.now();
    const waitedBefore = this.hooks.waited();
    this.scores.reset();
    this.setRates();
    const { steps } = this.epochs;
    for (let step = 0; step < steps; step++) {
      if (!this.runStep(order, step)) return this.diverge('training-loss');
      if (!this.goOn()) return this.stop();
    }
    this.progress.flush();
    // without validation at least the images whose outputs a model would carry: batch statistics hide there what has become infinite
    const { validation } = this.input;
    if (!this.evaluate(validation.length > 0 ? this.validated : this.tested, () => this.goOn())) return this.stop();
    const score = validation.length > 0 ? this.validationScores.score() : null;
    this.progress.restart();
    const unsound = this.findUnsound(score);
    if (unsound !== undefined) return this.diverge(unsound);
    this.training = this.scores.score();
    this.validation = score;
    this.epochsDone = epoch;
    const isBest = score !== null && score.loss < this.bestLoss;
    if (isBest) this.bestLoss = score.loss;
    this.hooks.keepWeights(this.summary(), isBest);
    this.hooks.emit({
      kind: 'epoch',
      runId: this.input.runId,
      epoch,
      step: this.step,
      training: this.training,
      validation: this.validation,
      learningRate: this.hyperparameters[hyperparameterSlots.learningRate] ?? 0,
      seconds: (this.hooks.now() - epochStarted) / 1000,
      waited: (this.hooks.waited() - waitedBefore) / 1000,
    });
    this.previewIfDue(epoch === this.input.document.training.epochs ? 'end' : 'epoch');
    return undefined;
  }

  /** The weights of this moment are kept, between two epochs' ends as well, but none that would make no model. */
  private stop(): TrainingResult['end'] {
    this.progress.flush();
    this.evaluate(this.tested, () => true);
    const unsound = this.findUnsound(null);
    if (unsound !== undefined) return this.diverge(unsound);
    if (this.epochsDone === 0) this.training = this.scores.score();
    this.hooks.keepWeights(this.summary(), false);
    return 'stopped';
  }

  private diverge(what: Divergence['what']): TrainingResult['end'] {
    this.progress.flush();
    this.divergence = { epoch: this.epochsDone + 1, what };
    return 'diverged';
  }

  /** False where it was ended early. */
  private evaluate(groups: readonly EvaluatedRecords[], goOn: () => boolean): boolean {
    return evaluateRecords(this.execution, groups, this.validationScores, goOn);
  }

  /** What is not finite, of the weights and of the outputs that `evaluate` has just looked at. */
  private findUnsound(validation: Score | null): Divergence['what'] | undefined {
    if (!this.weights.every(areFinite)) return 'weights';
    if (validation !== null && !Number.isFinite(validation.loss)) return 'validation-loss';
    return this.validationScores.areOutputsSound() ? undefined : 'outputs';
  }

  /** False where the loss is no number any more. */
  private runStep({ records, sizes, starts }: EpochOrder, step: number): boolean {
    const first = starts[step] as number;
    const count = (starts[step + 1] as number) - first;
    const size = sizes[step] as number;
    const { loader, train, remainder } = this.sizes[size] as SizeAtWork;
    this.setHyperparameters();
    loader.load(records, first, count, count);
    this.execution.run(count === this.epochs.batchOf(size) ? train : remainder);
    this.scores.addBatch(count);
    this.step++;
    this.images += count;
    const { batch: means } = this.scores;
    if (!Number.isFinite(means[batchMeasures.loss]) || means[batchMeasures.squaredError] === Number.POSITIVE_INFINITY) return false;
    this.progress.add(this.step - 1, this.scores.batch, count);
    return true;
  }

  private setRates(): void {
    const { optimizer, schedule, epochs } = this.input.document.training;
    const rate = optimizer.parameters['learningRate'];
    if (typeof rate !== 'number') throw new Error(`no learning rate for ${optimizer.type}`);
    const definition = findSchedule(schedule.type);
    const stepsPerEpoch = this.epochs.steps;
    for (let step = 0; step < stepsPerEpoch; step++)
      this.rates[step] = rate * (definition?.factor(schedule.parameters, this.step + step, epochs * stepsPerEpoch, stepsPerEpoch) ?? 1);
  }

  private setHyperparameters(): void {
    this.hyperparameters[hyperparameterSlots.learningRate] = this.rates[this.step % this.epochs.steps] as number;
    this.optimizer.correct(this.input.document.training.optimizer.parameters, this.step + 1, this.hyperparameters);
    this.hyperparameterBits[hyperparameterSlots.iterationBits] = this.step + 1;
  }

  private goOn(): boolean {
    this.previewIfDue('step');
    const asked = this.hooks.ticks();
    const goesOn = this.hooks.goOn(this.step, this.previewNow);
    if (this.hooks.ticks() - asked > longAnswer) this.progress.restart();
    return goesOn;
  }

  private previewIfDue(moment: PreviewMoment): void {
    const due = this.hooks.duePreview(moment);
    if (due !== undefined) this.preview(due);
  }

  private preview(request: ResolvedPreview): void {
    const { loader, network, preview } = this.sizes[this.input.sizeOf?.[request.record] ?? 0] as SizeAtWork;
    loader.load(Int32Array.of(request.record), 0, 1, 1);
    const seen = previewMaps(this.execution, network, request.nodes, request.maximumChannels, preview);
    this.hooks.emit({ kind: 'preview', runId: this.input.runId, step: this.step, ...seen });
  }
}

/** Nought times a number is nought, and times what is none it is no number: one product and sum a value, without a branch. */
function areFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += 0 * (values[index] as number);
  return sum === 0;
}

/** Trains until the last epoch, a stop, or losses, weights or outputs that are no finite numbers. */
export function runTraining(input: TrainingInput, execution: Execution, hooks: TrainingHooks): TrainingResult {
  return new TrainingRun(input, execution, hooks).run();
}
