// What the host tells a worker when it starts, and what worker 0 tells the host. Worker threads are our own code in our own
// process; still, what comes back is parsed (protocol.ts) before anything is done with it.
import { z } from 'zod';
import type { Plan } from '../../../engine/backends/wasm/plan/plan.ts';
import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import type { Normalization, PixelSource } from '../../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import type { NetworkWeights } from '../../../engine/network/weights.ts';
import { trainEventSchema } from '../../../engine/train/events.ts';
import { featureMapSchema } from '../../../engine/train/maps.ts';
import { makeScoreSchema, runSummarySchema } from '../../../engine/train/summary.ts';
import type { FileSource, PixelRing } from '../datasets/pixel-ring.ts';

interface WorkerBase {
  readonly memory: WebAssembly.Memory;
  readonly simd: 'relaxed' | 'plain';
}

/** Runs whatever worker 0 runs: the programs lie encoded in the memory. */
export interface FollowerData extends WorkerBase {
  readonly role: 'follower';
  readonly worker: number;
}

export interface TrainingData extends WorkerBase {
  readonly role: 'training';
  readonly plan: Plan;
  readonly runId: number;
  readonly document: GraphDocument;
  readonly pixels: PixelSource;
  /** Where the pixels come from a file: what a feeding thread reads ahead. */
  readonly ring?: PixelRing;
  readonly training: Int32Array;
  readonly validation: Int32Array;
  readonly labels: Int32Array;
  readonly normalization: Normalization;
  readonly control: SharedArrayBuffer;
  /** Room for the weights that are kept (snapshots.ts). */
  readonly snapshots: SharedArrayBuffer;
  readonly weights?: NetworkWeights;
}

export interface PredictionData extends WorkerBase {
  readonly role: 'prediction';
  readonly plan: Plan;
  readonly document: GraphDocument;
  /** Where images keep their own sizes: those that the plan has programs for. */
  readonly sizes?: readonly ImageSize[];
}

/** Reads the pixels of a training run ahead of it. */
export interface FeederData {
  readonly role: 'feeder';
  readonly pixels: FileSource;
  readonly ring: PixelRing;
}

export type PoolWorkerData = FollowerData | TrainingData | PredictionData | FeederData;

/** Host → worker 0 of a training run. */
export interface PreviewMessage {
  readonly nodes: readonly string[];
  readonly record: number;
  readonly rate: number;
  readonly maximumChannels: number;
}

/** Host → prediction worker. */
export type PredictionJob =
  /** size: index into the sizes, where there are several. */
  | { readonly kind: 'predict'; readonly id: number; readonly images: Uint8Array; readonly size: number }
  | {
      readonly kind: 'evaluate';
      readonly id: number;
      readonly pixels: PixelSource;
      readonly records: Int32Array;
      readonly labels: Int32Array;
      readonly sizeOf?: Uint8Array;
      readonly cancel: SharedArrayBuffer;
    }
  | {
      readonly kind: 'preview';
      readonly id: number;
      readonly pixels: PixelSource;
      readonly request: PreviewMessage;
      readonly size: number;
    }
  | { readonly kind: 'end' };

/** Worker 0 → host. */
export const trainingMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('event'), event: trainEventSchema }),
  z.object({ kind: z.literal('kept') }),
  z.object({
    kind: z.literal('ended'),
    end: z.enum(['finished', 'stopped', 'diverged']),
    summary: runSummarySchema,
    divergence: z.object({ epoch: z.int(), what: z.enum(['training-loss', 'validation-loss', 'weights', 'outputs']) }).optional(),
  }),
  z.object({ kind: z.literal('threw'), message: z.string() }),
]);
export type TrainingMessage = z.infer<typeof trainingMessageSchema>;

/** A trained network's outputs need not be finite for every image: who asked is told, and the worker has not failed. */
const anyNumber = z.custom<number>((value) => typeof value === 'number');

/** Prediction worker → host. */
export const predictionMessageSchema = z.discriminatedUnion('kind', [
  /** By end, in the order of the network's: the predictions of all images, one behind the other. */
  z.object({ kind: z.literal('predicted'), id: z.int(), outputs: z.array(z.instanceof(Float32Array)) }),
  z.object({
    kind: z.literal('previewed'),
    id: z.int(),
    maps: z.array(featureMapSchema),
    probabilities: z.array(z.number()),
    reconstructions: z.array(featureMapSchema).optional(),
  }),
  z.object({ kind: z.literal('progress'), id: z.int(), done: z.int(), total: z.int() }),
  z.object({
    kind: z.literal('evaluated'),
    id: z.int(),
    cancelled: z.boolean(),
    score: makeScoreSchema(anyNumber),
    counts: z.instanceof(Int32Array),
    correct: z.instanceof(Int32Array),
  }),
  z.object({ kind: z.literal('threw'), message: z.string() }),
]);
export type PredictionMessage = z.infer<typeof predictionMessageSchema>;
