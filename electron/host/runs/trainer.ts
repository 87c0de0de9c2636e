// What the application and the command line see of the worker pool: one trainer that runs one job at a time on a set of
// worker threads and tells of it in events. `createTrainer` is in client.ts.

import type { Outcome } from '../../../engine/base/diagnostics.ts';
import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import type { OpenedDataset, PartName } from '../../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import type { NetworkWeights } from '../../../engine/network/weights.ts';
import type { ImageReference, Prediction, PreviewRequest } from '../../../engine/protocol.ts';
import type { TrainEvent } from '../../../engine/train/events.ts';
import type { RunSummary, Score } from '../../../engine/train/summary.ts';

export interface TrainRequest {
  readonly document: GraphDocument;
  readonly dataset: OpenedDataset;
  readonly workers: number;
  /** Continue from these weights instead of initial ones. */
  readonly weights?: NetworkWeights;
}

/** A network with its weights, and what they were made of. */
export interface TrainedNetwork {
  readonly document: GraphDocument;
  readonly classes: readonly string[];
  readonly normalization: OpenedDataset['normalization'];
  readonly weights: NetworkWeights;
  readonly summary: RunSummary;
}

/**
 * What a run has left: the weights of the last finished epoch (or of the moment it was stopped, or of the epoch with the lowest
 * validation loss where it has diverged), and what else a model needs, held since the run's beginning.
 */
export interface KeptNetwork extends TrainedNetwork {
  /** The images of the model's test vectors: u8[height,width,channels] each. */
  readonly testImages: readonly Uint8Array[];
  /** Their sizes, where images keep their own. */
  readonly testSizes?: readonly ImageSize[];
}

/** The loss may be no finite number, where the outputs for an image are none. */
export interface Evaluation {
  readonly images: number;
  readonly score: Score;
  /** None where the network tells no classes apart. */
  readonly perClass: readonly { readonly name: string; readonly count: number; readonly correct: number }[];
}

export interface Trainer {
  /**
   * Starts a run; refused with diagnostics when the network is wrong, does not fit the data, a run is under way, or it was stopped
   * before it had begun. Where images have many sizes, `onProgress` hears of which the programs are being prepared.
   */
  start(request: TrainRequest, onProgress?: StartListener): Promise<Outcome<{ readonly runId: number }>>;
  pause(): void;
  resume(): void;
  /**
   * Ends the run after the current step; resolves when the workers have ended. The weights of that moment are kept. One that is still
   * being prepared does not begin.
   */
  stop(): Promise<void>;
  /** Resolves when no run is under way or being prepared. */
  idle(): Promise<void>;
  requestPreview(request: PreviewRequest): void;
  /** What is kept as of the last epoch, stop or end; undefined before the first epoch's end. */
  trained(): KeptNetwork | undefined;
  dispose(): Promise<void>;
}

/** Runs a trained network on images: u8[count, height, width, channels] in, one prediction an image out. */
export interface Predictor {
  /** False once its workers have ended: every answer is then refused with a WorkerFailure. */
  isOpen(): boolean;
  /** sizes: of each image, where they keep their own. */
  predict(images: Uint8Array, sizes?: readonly ImageSize[]): Promise<readonly Prediction[]>;
  /** `onProgress` after every batch; the signal cancels. */
  evaluate(
    dataset: OpenedDataset,
    part: PartName,
    onProgress?: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<Evaluation | undefined>;
  dispose(): Promise<void>;
}

export type TrainEventListener = (event: TrainEvent) => void;
/** The size that is being prepared, counted from 1, of how many. */
export type StartListener = (size: number, sizes: number) => void;
export type { ImageReference };
