// The decoding worker thread: takes jobs, answers in order. An entry of the bundle of its own. Stops with its parent.
import { parentPort, workerData } from 'node:worker_threads';
import { type DecodeJob, type DecodeWorkerData, type DecodeWorkerMessage, runDecodeJob } from './decode-job.ts';
import { createFileReader } from './read-file.ts';

const port = parentPort;
if (!port) throw new Error('decode-worker runs as a worker thread only');

const data: DecodeWorkerData = workerData;
const reader = createFileReader();

port.on('message', (job: DecodeJob) => {
  const answer = runDecodeJob(job, data, reader);
  const { states, sizes, times, sums, checks, pixels } = answer;
  const message: DecodeWorkerMessage = { kind: 'answer', answer };
  port.postMessage(message, [states.buffer, sizes.buffer, times.buffer, sums.buffer, checks.buffer, pixels.buffer]);
});
port.postMessage({ kind: 'ready' } satisfies DecodeWorkerMessage);
