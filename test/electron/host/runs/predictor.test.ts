// Predictions that the calling thread computes itself, between the jobs of the predictor's own threads: the same bits, whatever
// ran before on the same memory, and an end to waiting for a thread that has died.
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPredictor, createTrainer } from '../../../../electron/host/runs/client.ts';
import { chooseSimdLevel } from '../../../../electron/host/runs/simd.ts';
import type { Predictor, TrainedNetwork } from '../../../../electron/host/runs/trainer.ts';
import { createArena, createLeadingExecution, FollowerLost } from '../../../../engine/backends/wasm/execution.ts';
import { encodePrograms } from '../../../../engine/backends/wasm/plan/encode.ts';
import { compileInference, evaluateProgram } from '../../../../engine/train/programs.ts';
import { makeBars } from '../../../helpers/datasets.ts';
import { networkOf, sketchDocument } from '../../../helpers/networks.ts';

const size = 18;
const imageBytes = size * size;
const dataset = makeBars({ size, training: 96, validation: 40 });
// filters, weights and a normalisation that are prepared before a program runs; large enough for several threads
const document = sketchDocument(
  [
    { type: 'input', parameters: { height: size, width: size, channels: 1 } },
    { type: 'conv2d', parameters: { filters: 16 } },
    { type: 'batchNorm' },
    { type: 'activation' },
    { type: 'conv2d', parameters: { filters: 32 } },
    { type: 'activation' },
    { type: 'pool2d' },
    { type: 'flatten' },
    { type: 'dense', parameters: { units: 2 } },
    { type: 'classification' },
  ],
  { batchSize: 16, epochs: 1 },
);

let trained: TrainedNetwork;
beforeAll(async () => {
  const trainer = createTrainer(() => undefined);
  await trainer.start({ document, dataset, workers: 2 });
  await trainer.idle();
  const network = trainer.trained();
  if (network === undefined) throw new Error('nothing was trained');
  trained = network;
});

const opened: Predictor[] = [];
async function open(workers: number): Promise<Predictor> {
  const outcome = await createPredictor(trained, workers);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  opened.push(outcome.value);
  return outcome.value;
}
afterAll(async () => {
  for (const predictor of opened) await predictor.dispose();
});

function imageOf(record: number): Uint8Array {
  if (dataset.pixels.kind !== 'memory') throw new Error('expected pixels in memory');
  return new Uint8Array(dataset.pixels.buffer).slice(record * imageBytes, (record + 1) * imageBytes);
}

async function probabilitiesOf(predictor: Predictor, record: number): Promise<readonly number[]> {
  const [prediction] = await predictor.predict(imageOf(record));
  if (prediction === undefined) throw new Error('no prediction');
  return prediction.probabilities;
}

describe('a prediction', () => {
  it.each([1, 2, 3])('has the same bits from the threads and from the calling thread, with %i workers', async (workers) => {
    const predictor = await open(workers);
    const fromThreads = await probabilitiesOf(predictor, 5);
    for (let again = 0; again < 3; again++) expect(await probabilitiesOf(predictor, 5)).toEqual(fromThreads);
    expect(await probabilitiesOf(predictor, 6)).not.toEqual(fromThreads);
  });

  it('is right after and between evaluations, which use the same memory', async () => {
    const predictor = await open(2);
    const expected = [await probabilitiesOf(predictor, 0), await probabilitiesOf(predictor, 1)];
    const score = await predictor.evaluate(dataset, 'validation');
    expect(await probabilitiesOf(predictor, 0)).toEqual(expected[0]);
    // asked while an evaluation is under way: answered after it
    const [meanwhile, first, second] = await Promise.all([
      predictor.evaluate(dataset, 'validation'),
      probabilitiesOf(predictor, 0),
      probabilitiesOf(predictor, 1),
    ]);
    expect(meanwhile).toEqual(score);
    expect([first, second]).toEqual(expected);
  });
});

/** A thread that claims one share of whatever program runs, and never computes it. */
const thief = `
  const { workerData, parentPort } = require('node:worker_threads');
  const words = new Int32Array(workerData.buffer), tickets = new BigInt64Array(workerData.buffer);
  parentPort.postMessage('ready');
  while (Atomics.load(words, 0) === 0);
  for (let index = 0; index < 200000; index++) Atomics.add(tickets, 16, 1n);
`;

describe('a leader', () => {
  it('does not wait for ever for a follower that has claimed work and is gone', async () => {
    const plan = compileInference(networkOf(document), document.training, 2);
    if (!plan.ok) throw new Error('does not fit');
    const memory = createArena(plan.value);
    encodePrograms(plan.value, memory.buffer);
    const execution = createLeadingExecution(plan.value, memory, chooseSimdLevel(), 200);
    const worker = new Worker(thief, { eval: true, workerData: memory });
    await new Promise((resolve) => worker.once('message', resolve));
    expect(() => {
      for (let run = 0; run < 1000; run++) execution.run(evaluateProgram);
    }).toThrow(FollowerLost);
    await worker.terminate();
  });
});
