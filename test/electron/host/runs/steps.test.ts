// What a training step leaves behind: nothing on the JavaScript heap, and no message. Worker 0's whole code runs here, on this
// thread, on a real plan; only its port is ours, to see what it posts, and the clock stands still until it is moved.
import { getHeapStatistics } from 'node:v8';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { takeArena } from '../../../../electron/host/runs/arena.ts';
import { createTrainer } from '../../../../electron/host/runs/client.ts';
import { Control, controlBlockBytes } from '../../../../electron/host/runs/control.ts';
import type { PreviewMessage, TrainingMessage } from '../../../../electron/host/runs/messages.ts';
import { chooseSimdLevel } from '../../../../electron/host/runs/simd.ts';
import { takeSnapshots } from '../../../../electron/host/runs/snapshots.ts';
import { trainInThread } from '../../../../electron/host/runs/training-thread.ts';
import type { GraphDocument } from '../../../../engine/document/document.ts';
import { scoredEnds } from '../../../../engine/train/end-scores.ts';
import { compileTraining } from '../../../../engine/train/programs.ts';
import { makeBars } from '../../../helpers/datasets.ts';
import { type LayerSketch, networkOf, sketchDocument } from '../../../helpers/networks.ts';

/** Steps after which the machine code has settled. */
const settled = 4000;
const windowSteps = 1000;
const windows = 6;
const lastStep = settled + windows * windowSteps;
/** The smallest thing on the heap has 8 bytes; this is half of one a step. */
const tolerance = 4 * windowSteps;

const batchSize = 4;
const training = (lastStep + 500) * batchSize;

/** Beside the classes the image, from the first map. */
const secondEnd: readonly LayerSketch[] = [
  { type: 'conv2d', from: ['conv'], parameters: { filters: 1 } },
  { type: 'reconstruction', parameters: { loss: 'huber', weight: 0.5 } },
];

function bars(size: number, settings: Partial<GraphDocument['training']>, others: readonly LayerSketch[] = []): GraphDocument {
  return sketchDocument(
    [
      { type: 'input', parameters: { height: size, width: size, channels: 1 } },
      { type: 'conv2d', id: 'conv', parameters: { filters: 3 } },
      { type: 'activation' },
      { type: 'pool2d' },
      { type: 'flatten' },
      { type: 'dense', parameters: { units: 2 } },
      { type: 'classification' },
      ...others,
    ],
    { batchSize, epochs: 1, ...settings },
  );
}

const originalChanges = Control.prototype.changes;
afterEach(() => {
  Control.prototype.changes = originalChanges;
});

/** Trains on this thread; `onStep` is called between steps, with their number from 1. What was posted comes back. */
function trainHere(
  document: GraphDocument,
  size: number,
  onStep: (step: number, control: Control, posted: number) => void,
): TrainingMessage[] {
  const dataset = makeBars({ size, training, validation: 0 });
  const network = networkOf(document);
  const plan = compileTraining(network, document.training, training, 1);
  if (!plan.ok) throw new Error('does not fit');
  const memory = takeArena(plan.value);
  if (!memory.ok) throw new Error('no memory');
  const { port1, port2 } = new MessageChannel();
  const messages: TrainingMessage[] = [];
  port1.postMessage = (message: TrainingMessage) => void messages.push(message);
  const preview: PreviewMessage = { nodes: ['conv'], record: 0, rate: 1, maximumChannels: 2 };
  port2.postMessage(preview);
  let step = 0;
  Control.prototype.changes = function (this: Control) {
    onStep(++step, this, messages.length);
    return originalChanges.call(this);
  };
  trainInThread(
    {
      role: 'training',
      plan: plan.value,
      memory: memory.value,
      simd: chooseSimdLevel(),
      runId: 1,
      document,
      pixels: dataset.pixels,
      training: dataset.parts.training.indices,
      validation: new Int32Array(0),
      labels: dataset.labels,
      normalization: dataset.normalization,
      control: new SharedArrayBuffer(controlBlockBytes),
      snapshots: takeSnapshots(plan.value.weights, scoredEnds(network), dataset.parts.validation.count > 0).buffer,
    },
    port1,
  );
  port2.close();
  return messages;
}

/** Bytes by which the heap grew over a thousand steps: the least of several windows, since compiling may fall into one. */
function measureGrowth(document: GraphDocument, size: number, onStep: (step: number) => void): number {
  const sizes = new Float64Array(windows + 1);
  const messages = trainHere(document, size, (step, control) => {
    onStep(step);
    if (step >= settled && (step - settled) % windowSteps === 0) sizes[(step - settled) / windowSteps] = getHeapStatistics().used_heap_size;
    if (step === lastStep) control.command('stop');
  });
  expect(messages.at(-1)).toMatchObject({ kind: 'ended', end: 'stopped', summary: { steps: lastStep } });
  const growths = Array.from({ length: windows }, (_, index) => (sizes[index + 1] ?? 0) - (sizes[index] ?? 0));
  // where the heap has shrunk, a collection ran, and the window says nothing
  return Math.min(...growths.map((growth) => (growth < 0 ? Number.POSITIVE_INFINITY : growth)));
}

const adam = { type: 'adam', parameters: { learningRate: 0.001, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8, weightDecay: 0 } };

describe('a training step', () => {
  it.each([
    ['images of whole words, plain descent', 12, {}, []],
    ['two ends', 12, {}, secondEnd],
    [
      'images of odd sizes, Adam, a rate that falls from step to step',
      9,
      { optimizer: adam, schedule: { type: 'cosine', parameters: {} } },
      [],
    ],
  ] as const)('allocates nothing on the heap: %s', (_, size, settings, others) => {
    expect(measureGrowth(bars(size, settings, others), size, () => undefined)).toBeLessThan(tolerance);
  });

  it('is seen to allocate where it does: a single number a step', () => {
    const kept: { number: unknown } = { number: undefined };
    const growth = measureGrowth(bars(12, {}), 12, (step) => {
      kept.number = Math.sqrt(step + 0.5);
    });
    expect(growth).toBeGreaterThan(tolerance);
  });

  it('posts no message: only when time has passed, and then one for all steps since', () => {
    const counts = new Map<number, number>();
    const messages = trainHere(bars(9, {}), 9, (step, control, posted) => {
      counts.set(step, posted);
      if (step > 1000 && step <= 1005) control.tick((step - 1000) * 40);
      if (step === 1100) control.command('stop');
    });
    expect(counts.get(1005)).toBe(counts.get(2));
    expect(counts.get(1006)).toBe((counts.get(2) ?? 0) + 1);
    expect(counts.get(1100)).toBe((counts.get(2) ?? 0) + 1);
    const told = messages.flatMap((message) => (message.kind === 'event' && message.event.kind === 'batches' ? [message.event] : []));
    expect(told.map((event) => event.losses.length)).toEqual([1, 1005, 94]);
  });

  it('needs no message between the threads of two workers', async () => {
    let posted = 0;
    const [post, emit] = [Worker.prototype.postMessage, Worker.prototype.emit];
    Worker.prototype.postMessage = function (this: Worker, ...values: Parameters<typeof post>) {
      posted++;
      return post.apply(this, values);
    };
    Worker.prototype.emit = function (this: Worker, ...values: Parameters<typeof emit>) {
      if (values[0] === 'message') posted++;
      return emit.apply(this, values);
    } as typeof emit;
    try {
      const trainer = createTrainer(() => undefined);
      const dataset = makeBars({ size: 9, training, validation: 0 });
      expect(await trainer.start({ document: bars(9, {}), dataset, workers: 2 })).toMatchObject({ ok: true });
      await trainer.idle();
      expect(trainer.trained()?.summary.steps).toBe(training / batchSize);
      await trainer.dispose();
    } finally {
      Worker.prototype.postMessage = post;
      Worker.prototype.emit = emit;
    }
    expect(posted).toBeGreaterThan(2);
    expect(posted).toBeLessThan(training / batchSize / 10);
  });
});
