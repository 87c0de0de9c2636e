// The decoding worker thread: takes jobs one after the other, answers in order. An entry of the bundle of its own. Stops with
// its parent.
import { parentPort, workerData } from 'node:worker_threads';
import { type DecodeJob, type DecodeThreadData, type DecodeWorkerMessage, runDecodeJob } from './decode-job.ts';
import { DecodeMemory } from './decode-memory.ts';
import { DecodeSeat } from './decode-room.ts';
import { createFileReader } from './read-file.ts';

const port = parentPort;
if (!port) throw new Error('decode-worker runs as a worker thread only');

const data: DecodeThreadData = workerData;
const reader = createFileReader();
const memory = new DecodeMemory(new DecodeSeat(data.room, data.seat));
let last = Promise.resolve();

const run = async (job: DecodeJob): Promise<void> => {
  for await (const answer of runDecodeJob(job, data, reader, memory)) {
    const { states, sizes, times, sums, checks, pixels, imageSizes } = answer;
    const message: DecodeWorkerMessage = { kind: 'answer', answer };
    const arrays = [states, sizes, times, sums, checks, pixels, imageSizes];
    port.postMessage(
      message,
      arrays.map(({ buffer }) => buffer),
    );
  }
};
port.on('message', (job: DecodeJob) => {
  last = last.then(() => run(job));
  return last;
});
port.postMessage({ kind: 'ready' } satisfies DecodeWorkerMessage);
