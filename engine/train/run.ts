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
import { createBatchLoader, type ImageReader, setNormalization } from './batches.ts';
import { evaluateRecords } from './evaluate.ts';
import type { TrainEvent } from './events.ts';
import { previewMaps } from './preview.ts';
import { divideEpoch, type EpochBatches, remainderProgram, trainProgram } from './programs.ts';
import { type Clock, ProgressTeller } from './progress.ts';
import { ScoreKeeper } from './scores.ts';
import type { RunSummary, Score } from './summary.ts';
import { chooseTestRecords } from './test-records.ts';

export interface TrainingInput {
  readonly runId: number;
  readonly document: GraphDocument;
  readonly network: Network;
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

/** Milliseconds after which an answer was a pause, which does not count as training time. */
const longAnswer = 50;

class TrainingRun {
  private step = 0;
  private images = 0;
  private epochsDone = 0;
  private training: Score = { loss: 0, accuracy: 0 };
  private validation: Score | null = null;
  private bestLoss = Number.POSITIVE_INFINITY;
  private divergence: Divergence | undefined;
  private readonly loader;
  private readonly scores: ScoreKeeper;
  private readonly validationScores: ScoreKeeper;
  private readonly weights: readonly Float32Array[];
  private readonly testRecords: Int32Array;
  private readonly hyperparameters: Float32Array;
  private readonly hyperparameterBits: Uint32Array;
  private readonly batches: EpochBatches;
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
    this.loader = createBatchLoader(execution, network, labels, hooks.readImage);
    this.scores = new ScoreKeeper(execution, network);
    this.validationScores = new ScoreKeeper(execution, network);
    this.weights = execution.weights.map(({ values }) => values);
    this.testRecords = chooseTestRecords(input.validation, training);
    this.hyperparameters = execution.f32('hyperparameters');
    this.hyperparameterBits = new Uint32Array(this.hyperparameters.buffer, this.hyperparameters.byteOffset, this.hyperparameters.length);
    this.batches = divideEpoch(network, document.training, training.length);
    this.progress = new ProgressTeller(input.runId, hooks, hooks.emit);
    this.started = hooks.now();
    const { type } = document.training.optimizer;
    const definition = findOptimizer(type);
    if (definition === undefined) throw new Error(`no optimizer ${type}`);
    this.optimizer = definition;
    this.rates = new Float64Array(this.batches.steps);
    setNormalization(execution, input.normalization);
    if (input.weights === undefined) initializeWeights(execution, network, document.training.seed);
    else loadWeights(execution, input.weights);
  }

  run(): TrainingResult {
    const { document, network, runId, backendName, workers, arenaBytes } = this.input;
    const { epochs } = document.training;
    this.hooks.emit({
      kind: 'run-started',
      runId,
      epochs,
      stepsPerEpoch: this.batches.steps,
      batchSize: this.batches.batch,
      workers,
      arenaBytes,
      parameterCount: network.parameterCount,
      backend: backendName,
    });
    // the next epoch's order is drawn before this one runs, so that its images can be read ahead
    let order = Int32Array.from(this.input.training);
    let next = Int32Array.from(this.input.training);
    const random = createRandom(deriveSeed(document.training.seed, 'order'));
    random.shuffle(order);
    this.hooks.expectImages(order);
    for (let epoch = 1; epoch <= epochs; epoch++) {
      this.hooks.expectImages(this.input.validation);
      next.set(order);
      random.shuffle(next);
      if (epoch < epochs) this.hooks.expectImages(next);
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
  private runEpoch(epoch: number, order: Int32Array): TrainingResult['end'] | undefined {
    const epochStarted = this.hooks.now();
    const waitedBefore = this.hooks.waited();
    this.scores.reset();
    this.setRates();
    const { batch, steps } = this.batches;
    for (let step = 0; step < steps; step++) {
      if (!this.runStep(order, step * batch)) return this.diverge('training-loss');
      if (!this.goOn()) return this.stop();
    }
    this.progress.flush();
    // without validation at least the images whose outputs a model would carry: batch statistics hide there what has become infinite
    const { validation } = this.input;
    if (!this.evaluate(validation.length > 0 ? validation : this.testRecords, () => this.goOn())) return this.stop();
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
    this.evaluate(this.testRecords, () => true);
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
  private evaluate(records: Int32Array, goOn: () => boolean): boolean {
    return evaluateRecords(this.execution, this.loader, this.validationScores, records, goOn);
  }

  /** What is not finite, of the weights and of the outputs that `evaluate` has just looked at. */
  private findUnsound(validation: Score | null): Divergence['what'] | undefined {
    if (!this.weights.every(areFinite)) return 'weights';
    if (validation !== null && !Number.isFinite(validation.loss)) return 'validation-loss';
    return this.validationScores.areOutputsSound() ? undefined : 'outputs';
  }

  /** False where the loss is no number any more. */
  private runStep(order: Int32Array, first: number): boolean {
    const { batch, last } = this.batches;
    const count = order.length - first === last ? last : batch;
    this.setHyperparameters();
    this.loader.load(order, first, count, count);
    this.execution.run(count === batch ? trainProgram : remainderProgram);
    this.scores.addBatch(count);
    this.step++;
    this.images += count;
    if (!Number.isFinite(this.scores.batch[0])) return false;
    this.progress.add(this.step - 1, this.scores.batch, count);
    return true;
  }

  private setRates(): void {
    const { optimizer, schedule, epochs } = this.input.document.training;
    const rate = optimizer.parameters['learningRate'];
    if (typeof rate !== 'number') throw new Error(`no learning rate for ${optimizer.type}`);
    const definition = findSchedule(schedule.type);
    const stepsPerEpoch = this.batches.steps;
    for (let step = 0; step < stepsPerEpoch; step++)
      this.rates[step] = rate * (definition?.factor(schedule.parameters, this.step + step, epochs * stepsPerEpoch, stepsPerEpoch) ?? 1);
  }

  private setHyperparameters(): void {
    this.hyperparameters[hyperparameterSlots.learningRate] = this.rates[this.step % this.batches.steps] as number;
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
    this.loader.load(Int32Array.of(request.record), 0, 1, 1);
    const { maps, probabilities } = previewMaps(this.execution, this.input.network, request.nodes, request.maximumChannels);
    this.hooks.emit({ kind: 'preview', runId: this.input.runId, step: this.step, maps, probabilities });
  }
}

function areFinite(values: Float32Array): boolean {
  for (let index = 0; index < values.length; index++) if (!Number.isFinite(values[index] as number)) return false;
  return true;
}

/** Trains until the last epoch, a stop, or losses, weights or outputs that are no finite numbers. */
export function runTraining(input: TrainingInput, execution: Execution, hooks: TrainingHooks): TrainingResult {
  return new TrainingRun(input, execution, hooks).run();
}
