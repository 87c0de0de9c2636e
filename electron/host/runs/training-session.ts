// Training in the window's service: one trainer, made when it is first asked for, and beside it the network it has left, with
// a predictor that is kept as long as that network is. The trained network outlives a crash of the workers.

import { type Diagnostic, fail, type Outcome } from '../../../engine/base/diagnostics.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import type { OpenedDataset } from '../../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import type { PreviewRequest } from '../../../engine/protocol.ts';
import { words } from '../../../engine/words/host.ts';
import type { DatasetHold } from '../datasets/dataset-holds.ts';
import type { KeptNetwork, Predictor, StartListener, TrainEventListener, TrainedNetwork, Trainer } from './trainer.ts';

const { problem, fix } = messagesOf(words);

/** The worker pool (client.ts), as far as it is used here. */
export interface TrainingPool {
  createTrainer(onEvent: TrainEventListener): Trainer;
  createPredictor(network: TrainedNetwork, workers: number): Promise<Outcome<Predictor>>;
}

/** What can be done with what was learnt, and the folder it was learnt from. */
export interface Learned {
  readonly network: KeptNetwork;
  readonly predictor: Predictor;
  readonly dataset: OpenedDataset;
}

export interface TrainingSession {
  start(
    document: GraphDocument,
    dataset: OpenedDataset,
    workers: number,
    onProgress?: StartListener,
  ): Promise<Outcome<{ readonly runId: number }>>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
  /** `watched`: the data set that the image belongs to; previews are off while it is another one than was learnt from. */
  requestPreview(request: PreviewRequest, watched: OpenedDataset | undefined): Promise<void>;
  /** Previews a second, at most, whatever is requested. */
  limitPreviews(rate: number): void;
  /** The last finished epoch's network, ready to predict; a diagnostic before there is one. */
  getLearned(workers: number): Promise<Outcome<Learned>>;
  dispose(): Promise<void>;
}

export const nothingLearned: Diagnostic = {
  ...problem('nothing-trained'),
  fix: { ...fix('train-the-network'), changes: [] },
};

export function createTrainingSession(
  loadPool: () => Promise<TrainingPool>,
  learnedFrom: DatasetHold,
  onEvent: TrainEventListener,
): TrainingSession {
  let trainer: Promise<Trainer> | undefined;
  let predictor: { readonly network: TrainedNetwork; readonly workers: number; readonly made: Promise<Outcome<Predictor>> } | undefined;
  let wantedPreview: PreviewRequest | undefined;
  let highestRate = Number.POSITIVE_INFINITY;
  let isDisposed = false;

  const limit = (request: PreviewRequest): PreviewRequest => ({ ...request, rate: Math.min(request.rate, highestRate) });
  const getTrainer = (): Promise<Trainer> => {
    trainer ??= loadPool().then((pool) => {
      const made = pool.createTrainer(onEvent);
      if (wantedPreview !== undefined) made.requestPreview(limit(wantedPreview));
      return made;
    });
    return trainer;
  };
  const forgetPredictor = async (): Promise<void> => {
    const { made } = predictor ?? {};
    predictor = undefined;
    const outcome = await made;
    if (outcome?.ok) await outcome.value.dispose();
  };
  const getPredictor = async (network: TrainedNetwork, workers: number): Promise<Outcome<Predictor>> => {
    // The trainer copies the weights out anew each time, but makes a summary only when it has kept new ones.
    const former = await predictor?.made;
    const isOpen = former?.ok !== true || former.value.isOpen();
    if (!isOpen || predictor?.network.summary !== network.summary || predictor.workers !== workers) {
      await forgetPredictor();
      predictor ??= { network, workers, made: loadPool().then((pool) => pool.createPredictor(network, workers)) };
    }
    return predictor.made;
  };

  return {
    async start(document, dataset, workers, onProgress) {
      if (isDisposed) return fail(problem('closing'));
      const started = await (await getTrainer()).start({ document, dataset, workers }, onProgress);
      if (started.ok) learnedFrom.set(dataset);
      return started;
    },
    pause: async () => (await trainer)?.pause(),
    resume: async () => (await trainer)?.resume(),
    stop: async () => (await trainer)?.stop(),
    async requestPreview(request, watched) {
      const learnt = learnedFrom.get();
      wantedPreview = learnt === undefined || learnt === watched ? request : { ...request, nodes: [] };
      (await trainer)?.requestPreview(limit(wantedPreview)); // the window asks before the first run: that is no reason to load the pool
    },
    limitPreviews(rate) {
      highestRate = rate;
      trainer?.then((made) => wantedPreview !== undefined && made.requestPreview(limit(wantedPreview))).catch(() => undefined);
    },
    async getLearned(workers) {
      const network = (await trainer)?.trained();
      const dataset = learnedFrom.get();
      if (network === undefined || dataset === undefined) return fail(nothingLearned);
      const made = await getPredictor(network, workers);
      return made.ok ? { ...made, value: { network, dataset, predictor: made.value } } : made;
    },
    async dispose() {
      isDisposed = true;
      await Promise.allSettled([forgetPredictor(), (async () => (await trainer)?.dispose())()]);
    },
  };
}
