// The threads of one job: starts them, tells when all have ended, and which one failed first. Exit, crash and end are
// different things: an exit that nobody asked for is a crash, whatever its code.

import { Worker } from 'node:worker_threads';
import { messagesOf } from '../../../engine/base/messages.ts';
import { words } from '../../../engine/words/host.ts';
import { findWorkerFile } from '../files/worker-thread.ts';
import { quote, type ThreadFailure } from './failure.ts';
import type { FeederData, FollowerData, PoolWorkerData, PredictionData, TrainingData } from './messages.ts';

const { phrase } = messagesOf(words);

/** Milliseconds that threads get to end by themselves. */
const patience = 3000;

function describeError(error: unknown): ThreadFailure {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return { reason: 'out-of-memory', message: phrase('worker-without-memory') };
  return { reason: 'worker-threw', message: quote(message ?? String(error)) };
}

export class Threads {
  private readonly workers: Worker[] = [];
  private running = 0;
  private expectEnd = false;
  private failure: ThreadFailure | undefined;
  private timer: NodeJS.Timeout | undefined;
  readonly leader: Worker;
  /** Resolves when every thread has ended, with the first failure if there was one. */
  readonly ended: Promise<ThreadFailure | undefined>;
  private resolveEnded: (failure: ThreadFailure | undefined) => void = () => undefined;

  constructor(leaderData: TrainingData | PredictionData, onMessage: (message: unknown) => void, feeder?: FeederData) {
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
    const url = findWorkerFile('pool-worker.js', import.meta.url);
    const { plan, memory, simd } = leaderData;
    if (feeder !== undefined) this.start(url, feeder); // first: the leader waits for its pixels
    this.leader = this.start(url, leaderData);
    for (let worker = 1; worker < plan.workers; worker++)
      this.start(url, { role: 'follower', memory, simd, worker } satisfies FollowerData);
    this.leader.on('message', onMessage);
  }

  private start(url: URL, data: PoolWorkerData): Worker {
    const worker = new Worker(url, { workerData: data });
    this.workers.push(worker);
    this.running++;
    worker.on('error', (error) => this.fail(describeError(error)));
    worker.on('exit', () => {
      this.running--;
      if (!this.expectEnd) this.fail({ reason: 'worker-exited', message: phrase('worker-ended') });
      if (this.running > 0) return;
      clearTimeout(this.timer);
      this.resolveEnded(this.failure);
    });
    return worker;
  }

  /** The job is done or failing: threads may end from now on, and are ended if they do not. */
  expectToEnd(): void {
    if (this.expectEnd) return;
    this.expectEnd = true;
    this.timer = setTimeout(() => this.terminate(), patience);
    this.timer.unref();
  }

  private fail(failure: ThreadFailure): void {
    this.failure ??= failure;
    this.terminate();
  }

  /** Ends all threads where they stand; `ended` resolves soon after. */
  terminate(): void {
    this.expectEnd = true;
    for (const worker of this.workers) void worker.terminate();
  }
}
