// The entry of every pool thread: a follower that runs what worker 0 runs, worker 0 of a training or a prediction,
// or the feeder that reads a training run's pixels ahead.
import { parentPort, workerData } from 'node:worker_threads';
import { followLeader } from '../../../engine/backends/wasm/execution.ts';
import { assertNever } from '../../../engine/base/fields.ts';
import { feedRing } from '../datasets/pixel-ring.ts';
import type { PoolWorkerData } from './messages.ts';
import { predictInThread } from './prediction-thread.ts';
import { trainInThread } from './training-thread.ts';

function main(data: PoolWorkerData): void {
  if (parentPort === null) throw new Error('expected to run in a worker thread');
  switch (data.role) {
    case 'follower':
      return followLeader(data.memory, data.simd, data.worker);
    case 'training':
      return trainInThread(data, parentPort);
    case 'prediction':
      return predictInThread(data, parentPort);
    case 'feeder':
      return feedRing(data.pixels, data.ring);
    default:
      return assertNever(data);
  }
}

main(workerData as PoolWorkerData);
