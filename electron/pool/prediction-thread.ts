// Worker 0 of a prediction: keeps a trained network in its arena and answers jobs, one after the other, with its followers.
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { loadWeights, viewBytes, viewF32, viewI32 } from '../../engine/backends/backend.ts';
import { createLeadingExecution, type LeadingExecution } from '../../engine/backends/wasm.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';
import type { Network } from '../../engine/network/network.ts';
import { fixedBuffer } from '../../engine/plan/compile.ts';
import { assertNever } from '../../engine/schema.ts';
import { sizeOf } from '../../engine/shape.ts';
import { createBatchLoader, setNormalization } from '../../engine/train/batches.ts';
import { evaluateRecords } from '../../engine/train/evaluate.ts';
import { previewMaps } from '../../engine/train/preview.ts';
import { evaluateProgram, evaluationBatchOf, singleProgram } from '../../engine/train/programs.ts';
import { ScoreKeeper } from '../../engine/train/scores.ts';
import { openPixelReader } from '../data/pixel-reader.ts';
import type { PredictionData, PredictionJob, PredictionMessage } from './messages.ts';

/** Milliseconds between two messages of progress. */
const progressInterval = 33;
/** Milliseconds for which a thread that has predicted looks for the next images before it sleeps: waking takes longer than a small network. */
const linger = 0.3;

/** Answers images: whole batches first, the rest one by one. What can be made once is, for the sake of single images. */
class ImagePredictor {
  private readonly bytes: Uint8Array;
  private readonly labels: Int32Array;
  private readonly source: Float32Array;
  private readonly imageBytes: number;
  private readonly classes: number;
  private readonly batch: number;

  constructor(
    private readonly execution: LeadingExecution,
    network: Network,
  ) {
    const { plan } = execution;
    this.bytes = viewBytes(execution, fixedBuffer(plan, 'bytes'));
    this.labels = viewI32(execution, fixedBuffer(plan, 'labels'));
    this.source = viewF32(execution, fixedBuffer(plan, 'probabilities'));
    this.imageBytes = sizeOf(network.input.outputShape);
    this.classes = sizeOf(network.output.outputShape);
    this.batch = evaluationBatchOf(plan);
  }

  predict(images: Uint8Array): Float32Array<ArrayBuffer> {
    const { imageBytes, classes, batch } = this;
    const count = Math.floor(images.length / imageBytes);
    const probabilities = new Float32Array(count * classes);
    // nobody knows these images' classes
    this.labels.fill(-1);
    for (let first = 0; first < count; ) {
      const taken = count - first >= batch ? batch : 1;
      this.bytes.set(images.subarray(first * imageBytes, (first + taken) * imageBytes));
      this.execution.run(taken === 1 ? singleProgram : evaluateProgram);
      probabilities.set(this.source.subarray(0, taken * classes), first * classes);
      first += taken;
    }
    return probabilities;
  }
}

function evaluate(
  execution: LeadingExecution,
  network: Network,
  job: Extract<PredictionJob, { kind: 'evaluate' }>,
  send: (message: PredictionMessage) => void,
): void {
  const { id, records, labels } = job;
  const cancel = new Int32Array(job.cancel);
  const reader = openPixelReader(job.pixels);
  const scores = new ScoreKeeper(execution, sizeOf(network.output.outputShape));
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
  loadWeights(execution, data.weights);
  setNormalization(execution, data.normalization);
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
  port.on('message', (first: PredictionJob) => {
    let { kind } = first;
    serve(first);
    for (let served = performance.now(); kind === 'predict' && performance.now() - served < linger; ) {
      const next = receiveMessageOnPort(port) as { readonly message: PredictionJob } | undefined;
      if (next === undefined) continue;
      kind = next.message.kind;
      serve(next.message);
      served = performance.now();
    }
  });
}
