// Worker 0 of a prediction: answers jobs, one after the other, with its followers, on the arena that the host has filled. Between
// two jobs the host may lead the followers itself (predictor.ts).
import type { MessagePort } from 'node:worker_threads';
import { createLeadingExecution, type LeadingExecution } from '../../engine/backends/wasm/execution.ts';
import { assertNever } from '../../engine/base/fields.ts';
import { sizeOf } from '../../engine/base/shape.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';
import type { Network } from '../../engine/network/network.ts';
import { createBatchLoader } from '../../engine/train/batches.ts';
import { evaluateRecords } from '../../engine/train/evaluate.ts';
import { previewMaps } from '../../engine/train/preview.ts';
import { ScoreKeeper } from '../../engine/train/scores.ts';
import { openPixelReader } from '../data/pixel-reader.ts';
import { ImagePredictor } from './image-predictor.ts';
import type { PredictionData, PredictionJob, PredictionMessage } from './messages.ts';

/** Milliseconds between two messages of progress. */
const progressInterval = 33;
function evaluate(
  execution: LeadingExecution,
  network: Network,
  job: Extract<PredictionJob, { kind: 'evaluate' }>,
  send: (message: PredictionMessage) => void,
): void {
  const { id, records, labels } = job;
  const cancel = new Int32Array(job.cancel);
  const reader = openPixelReader(job.pixels);
  const scores = new ScoreKeeper(execution, network);
  let told = performance.now();
  const goOn = (done: number): boolean => {
    if (performance.now() - told >= progressInterval) {
      told = performance.now();
      send({ kind: 'progress', id, done, total: records.length });
    }
    return Atomics.load(cancel, 0) === 0;
  };
  try {
    const whole = evaluateRecords(execution, createBatchLoader(execution, network, labels, reader.read), scores, records, goOn);
    send({ kind: 'evaluated', id, cancelled: !whole, score: scores.score(), counts: scores.countByClass, correct: scores.correctByClass });
  } finally {
    reader.close();
  }
}

function preview(execution: LeadingExecution, network: Network, job: Extract<PredictionJob, { kind: 'preview' }>): PredictionMessage {
  const { record, nodes, maximumChannels } = job.request;
  const reader = openPixelReader(job.pixels);
  try {
    createBatchLoader(execution, network, new Int32Array(record + 1).fill(-1), reader.read).load(Int32Array.of(record), 0, 1, 1);
  } finally {
    reader.close();
  }
  return { kind: 'previewed', id: job.id, ...previewMaps(execution, network, nodes, maximumChannels) };
}

/** Serves jobs until `end`. */
export function predictInThread(data: PredictionData, port: MessagePort): void {
  const send = (message: PredictionMessage): void => port.postMessage(message);
  const { network } = analyzeDocument(data.document);
  if (network === undefined) throw new Error('the host sent a document with errors');
  const execution = createLeadingExecution(data.plan, data.memory, data.simd);
  const predictor = new ImagePredictor(execution, network);
  const serve = (job: PredictionJob): void => {
    try {
      switch (job.kind) {
        case 'predict':
          return send({ kind: 'predicted', id: job.id, probabilities: predictor.predict(job.images) });
        case 'evaluate':
          return evaluate(execution, network, job, send);
        case 'preview':
          return send(preview(execution, network, job));
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
