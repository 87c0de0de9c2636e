// Many images through a few worker threads: batches sized by how long the last ones took, two in flight for each worker
// so that it never waits, and no further batch before an answer was consumed, so that memory stays bounded. A worker
// that dies is replaced; its batch is tried again image by image until the one that kills it is found and named.

import { Worker } from 'node:worker_threads';
import { largestSize } from '../../../engine/base/image-sizes.ts';
import { sizeRangeOfImages } from '../../../engine/datasets/image-folder.ts';
import { reasons } from '../files/system-errors.ts';
import {
  type DecodeAnswer,
  type DecodeJob,
  type DecodeThreadData,
  type DecodeWorkerData,
  type DecodeWorkerMessage,
  imageStates,
} from './decode-job.ts';
import { createDecodeRoom, isCrowded, vacateSeat } from './decode-room.ts';
import { decodeRoomBytes } from './limits.ts';

export interface DecodeRequest {
  readonly data: DecodeWorkerData;
  readonly paths: readonly string[];
  /** Stamps the cache holds, by image; size -1 where it holds none. */
  readonly sizes: Float64Array;
  readonly times: Float64Array;
  readonly workers: number;
  readonly workerUrl: URL;
  readonly signal: AbortSignal | undefined;
  /** Called with answers in any order; a rejection stops the whole. */
  consume(answer: DecodeAnswer): Promise<void>;
}

const targetMilliseconds = 60;
const largestBatchBytes = 8 * 1024 * 1024;
const largestBatch = 1024;
/** The others follow as answers come, unless the pictures are so large that they would only wait for memory, and take some. */
const workersAtFirst = 2;

interface Range {
  readonly first: number;
  readonly count: number;
}

interface Slot {
  readonly seat: number;
  worker: Worker | undefined;
  /** Sent and not yet answered, in order: the worker is at the first. */
  inFlight: Range[];
  /** Answers that consume has not done with. */
  unconsumed: number;
  isReady: boolean;
  failure: unknown;
}

/** Resolves when every image was answered, or 'cancelled'. Rejects where consume does, or where no worker will start. */
export async function decodeAll(request: DecodeRequest): Promise<'done' | 'cancelled'> {
  if (request.signal?.aborted) return 'cancelled';
  const run = startDecoding(request);
  const cancel = () => run.finish('cancelled');
  request.signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await run.outcome;
  } finally {
    request.signal?.removeEventListener('abort', cancel);
    await run.close();
  }
}

function startDecoding(request: DecodeRequest) {
  const { paths, data, consume } = request;
  const range = sizeRangeOfImages(data.settings);
  const { height, width } = range === undefined ? data.settings : largestSize(range);
  const imageBytes = height * width * data.settings.channels;
  const mostImages = Math.max(1, Math.min(largestBatch, Math.floor(largestBatchBytes / imageBytes)));
  const retries: Range[] = [];
  let batchSize = Math.min(16, mostImages);
  let next = 0;
  let answered = 0;
  let failedStarts = 0;
  let isOver = false;
  const { promise: outcome, resolve, reject } = createDeferred<'done' | 'cancelled'>();
  const slots: Slot[] = [];
  const consuming = new Set<Promise<void>>();
  const seats = Math.min(request.workers, paths.length);
  const room = createDecodeRoom(decodeRoomBytes(), seats);

  const finish = (result: 'done' | 'cancelled') => {
    isOver = true;
    resolve(result);
  };
  const fail = (error: unknown) => {
    isOver = true;
    reject(error);
  };

  const takeRange = (): Range | undefined => {
    const retry = retries.pop();
    if (retry) return retry;
    const left = paths.length - next;
    if (left === 0) return undefined;
    const count = Math.min(left, batchSize, Math.ceil(left / (request.workers * 3)));
    next += count;
    return { first: next - count, count };
  };

  const feed = (slot: Slot) => {
    while (!isOver && slot.worker && slot.inFlight.length < 2 && slot.unconsumed < 2) {
      const range = takeRange();
      if (!range) return;
      slot.inFlight.push(range);
      const job = createJob(request, range);
      slot.worker.postMessage(job, [job.sizes.buffer, job.times.buffer]);
    }
  };

  const accept = (slot: Slot, answer: DecodeAnswer) => {
    slot.unconsumed += 1;
    const consumed = consume(answer).then(
      () => {
        answered += answer.states.length;
        if (answered === paths.length) finish('done');
      },
      (error) => fail(error),
    );
    consuming.add(consumed);
    void consumed.then(() => {
      consuming.delete(consumed);
      slot.unconsumed -= 1;
      feed(slot);
    });
  };

  const recover = (slot: Slot) => {
    slot.worker = undefined;
    vacateSeat(room, slot.seat);
    if (isOver) return;
    failedStarts = slot.isReady ? 0 : failedStarts + 1;
    if (failedStarts > 3) return fail(slot.failure ?? new Error('The decoding worker ends as soon as it starts'));
    const sent = slot.inFlight;
    const suspect = slot.isReady ? sent.shift() : undefined;
    slot.inFlight = [];
    retries.push(...sent);
    if (suspect && suspect.count > 1)
      for (let index = 0; index < suspect.count; index++) retries.push({ first: suspect.first + index, count: 1 });
    else if (suspect) accept(slot, createCrashAnswer(suspect.first, data.settings.channels, slot.failure));
    start(slot);
  };

  const start = (slot: Slot) => {
    slot.isReady = false;
    slot.failure = undefined;
    const worker = new Worker(request.workerUrl, { workerData: { ...data, room, seat: slot.seat } satisfies DecodeThreadData });
    slot.worker = worker;
    worker.on('message', (message: DecodeWorkerMessage) => {
      if (message.kind === 'ready') slot.isReady = true;
      else if (!isOver) {
        shorten(slot.inFlight, message.answer.states.length);
        adapt(message.answer);
        accept(slot, message.answer);
        if (slots.length < seats && next < paths.length && !isCrowded(room)) addWorker();
      }
    });
    worker.on('error', (error) => {
      slot.failure = error;
    });
    worker.on('exit', () => recover(slot));
    feed(slot);
  };

  const addWorker = () => {
    const slot: Slot = { seat: slots.length, worker: undefined, inFlight: [], unconsumed: 0, isReady: false, failure: undefined };
    slots.push(slot);
    start(slot);
  };

  const adapt = (answer: DecodeAnswer) => {
    const ideal = (answer.states.length * targetMilliseconds) / Math.max(answer.milliseconds, 0.1);
    batchSize = Math.max(1, Math.min(mostImages, Math.round(ideal), answer.states.length * 4));
  };

  if (paths.length === 0) finish('done');
  else {
    for (let seat = 0; seat < Math.min(seats, workersAtFirst); seat++) addWorker();
  }
  const close = async () => {
    isOver = true;
    await Promise.all([...slots.map((slot) => slot.worker?.terminate()), ...consuming]);
  };
  return { outcome, finish, close };
}

/** Takes what was answered off the first range. */
function shorten(inFlight: Range[], answered: number): void {
  const range = inFlight.shift();
  if (range && range.count > answered) inFlight.unshift({ first: range.first + answered, count: range.count - answered });
}

function createJob(request: DecodeRequest, { first, count }: Range): DecodeJob {
  return {
    first,
    paths: request.paths.slice(first, first + count),
    sizes: new Float64Array(request.sizes.subarray(first, first + count)),
    times: new Float64Array(request.times.subarray(first, first + count)),
  };
}

function createCrashAnswer(first: number, channels: number, failure: unknown): DecodeAnswer {
  const why = failure instanceof Error ? failure.message.slice(0, 1000) : '';
  return {
    first,
    states: Uint8Array.of(imageStates.failed),
    sizes: Float64Array.of(-1),
    times: Float64Array.of(0),
    sums: new Float64Array(channels * 2),
    checks: Uint32Array.of(0),
    pixels: new Uint8Array(0),
    imageSizes: new Uint16Array(2),
    failures: [{ index: 0, id: 'decoder-crashed', reason: reasons.phrase('skipped-crash', { hasReason: why !== '', why }) }],
    milliseconds: 0,
  };
}

function createDeferred<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
