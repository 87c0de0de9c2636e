// Worker 0 of a prediction: answers jobs, one after the other, with its followers, on the arena that the host has filled. Between
// two jobs the host may lead the followers itself (predictor.ts).
import type { MessagePort } from 'node:worker_threads';
import { createLeadingExecution, type LeadingExecution } from '../../../engine/backends/wasm/execution.ts';
import { assertNever } from '../../../engine/base/fields.ts';
import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import type { Network } from '../../../engine/network/network.ts';
import { createBatchLoader } from '../../../engine/train/batches.ts';
import { evaluateRecords } from '../../../engine/train/evaluate.ts';
import { previewMaps, previewProgram } from '../../../engine/train/preview.ts';
import { evaluateProgram } from '../../../engine/train/programs.ts';
import { groupBySize, programAt } from '../../../engine/train/run-sizes.ts';
import { ScoreKeeper } from '../../../engine/train/scores.ts';
import { openPixelReader } from '../datasets/pixel-reader.ts';
import { ImagePredictor } from './image-predictor.ts';
import type { PredictionData, PredictionJob, PredictionMessage } from './messages.ts';
import { findNetworks } from './networks.ts';

/** Milliseconds between two messages of progress. */
const progressInterval = 33;

/** What answers images of one size. */
interface AnsweringSize {
  readonly network: Network;
  readonly size?: ImageSize;
  readonly predictor: ImagePredictor;
}

function evaluate(
  execution: LeadingExecution,
  sizes: readonly AnsweringSize[],
  job: Extract<PredictionJob, { kind: 'evaluate' }>,
  send: (message: PredictionMessage) => void,
): void {
  const { id, records, labels, sizeOf } = job;
  const cancel = new Int32Array(job.cancel);
  const reader = openPixelReader(job.pixels);
  const scores = new ScoreKeeper(execution, firstNetwork(sizes));
  const groups = groupBySize(records, sizeOf, sizes.length).map((those, index) => {
    const { network, size } = sizes[index] as AnsweringSize;
    return {
      records: those,
      loader: createBatchLoader(execution, network, labels, reader.read),
      program: programAt(evaluateProgram, size),
    };
  });
  let told = performance.now();
  const goOn = (done: number): boolean => {
    if (performance.now() - told >= progressInterval) {
      told = performance.now();
      send({ kind: 'progress', id, done, total: records.length });
    }
    return Atomics.load(cancel, 0) === 0;
  };
  try {
    const whole = evaluateRecords(execution, groups, scores, goOn);
    send({ kind: 'evaluated', id, cancelled: !whole, score: scores.score(), counts: scores.countByClass, correct: scores.correctByClass });
  } finally {
    reader.close();
  }
}

/** Ends and their losses are the same at all sizes. */
function firstNetwork([first]: readonly AnsweringSize[]): Network {
  if (first === undefined) throw new Error('expected at least one size');
  return first.network;
}

function preview(
  execution: LeadingExecution,
  { network, size }: AnsweringSize,
  job: Extract<PredictionJob, { kind: 'preview' }>,
): PredictionMessage {
  const { record, nodes, maximumChannels } = job.request;
  const reader = openPixelReader(job.pixels);
  try {
    createBatchLoader(execution, network, new Int32Array(record + 1).fill(-1), reader.read).load(Int32Array.of(record), 0, 1, 1);
  } finally {
    reader.close();
  }
  return { kind: 'previewed', id: job.id, ...previewMaps(execution, network, nodes, maximumChannels, programAt(previewProgram, size)) };
}

/** Serves jobs until `end`. */
export function predictInThread(data: PredictionData, port: MessagePort): void {
  const send = (message: PredictionMessage): void => port.postMessage(message);
  const execution = createLeadingExecution(data.plan, data.memory, data.simd);
  const sizes = findNetworks(data.document, data.sizes).map(
    ({ network, size }): AnsweringSize => ({
      network,
      ...(size ? { size } : {}),
      predictor: new ImagePredictor(execution, network, size),
    }),
  );
  const sizeAt = (index: number): AnsweringSize => {
    const size = sizes[index];
    if (size === undefined) throw new Error(`expected one of ${sizes.length} sizes, received ${index}`);
    return size;
  };
  const serve = (job: PredictionJob): void => {
    try {
      switch (job.kind) {
        case 'predict':
          return send({ kind: 'predicted', id: job.id, outputs: sizeAt(job.size).predictor.predict(job.images) });
        case 'evaluate':
          return evaluate(execution, sizes, job, send);
        case 'preview':
          return send(preview(execution, sizeAt(job.size), job));
        case 'end':
          execution.dismiss();
          return port.close();
        default:
          return assertNever(job);
      }
    } catch (error) {
      send({ kind: 'threw', message: error instanceof Error ? error.message : String(error) });
    }
  };
  port.on('message', serve);
}
