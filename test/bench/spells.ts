// One version of the product, ready to work in spells: against.ts starts two of these, this version and another one, and lets them
// work in turns, a second at most at a time, so that the machine's drift falls upon both. What does not work sleeps: a paused run's
// threads and an idle pool take no processor.
// usage (forked, with an IPC channel): tsx test/bench/spells.ts FOLDER NETWORK WORKERS BATCH
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { createPredictor, createTrainer } from '../../electron/host/runs/client.ts';
import type { readBenchNetwork } from './networks.ts';
import type { randomDataset } from './random-dataset.ts';
import type { Mode } from './rows.ts';

/** What to do, and for how long in milliseconds. */
export interface SpellRequest {
  readonly mode: Mode;
  readonly milliseconds: number;
}

/** Images, and the milliseconds that they took. */
export interface Spell {
  readonly images: number;
  readonly milliseconds: number;
}

interface Checkout {
  readonly createTrainer: typeof createTrainer;
  readonly createPredictor: typeof createPredictor;
  readonly readBenchNetwork: typeof readBenchNetwork;
  readonly randomDataset: typeof randomDataset;
}

const images = 2048;
const [folder = '.', name = 'LeNet', workers = '2', batch = '32'] = process.argv.slice(2);

/** The functions of a version, wherever they lie there. */
async function load(): Promise<Checkout> {
  const file = (...candidates: string[]): string => pathToFileURL(candidates.map((path) => join(folder, path)).find(existsSync) ?? '').href;
  return {
    ...(await import(file('electron/host/runs/client.ts', 'electron/pool/client.ts'))),
    ...(await import(file('test/bench/networks.ts'))),
    ...(await import(file('test/bench/random-dataset.ts'))),
  };
}

const checkout = await load();
const network = checkout.readBenchNetwork(name as never);
// a learning rate near nought: random labels must not make the loss grow while we measure
const parameters = { ...network.training.optimizer.parameters, learningRate: 0.0001 };
const document = {
  ...network,
  training: { ...network.training, batchSize: Number(batch), epochs: 100_000, optimizer: { type: 'sgd', parameters } },
};
const dataset = checkout.randomDataset(document, images);

let told: (step: number) => void = () => undefined;
let finished = (): void => undefined;
const learnt = new Promise<void>((resolve) => {
  finished = resolve;
});
const trainer = checkout.createTrainer((event) => {
  if (event.kind === 'crashed') throw new Error('a worker died');
  if (event.kind === 'epoch') finished();
  if (event.kind === 'paused') told(event.step);
});

/** Ends a spell of training; the step it has come to. */
function pause(): Promise<number> {
  return new Promise((resolve) => {
    told = resolve;
    trainer.pause();
  });
}

const pass = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function train(milliseconds: number): Promise<Spell> {
  const before = step;
  const started = performance.now();
  trainer.resume();
  await pass(milliseconds);
  step = await pause();
  return { images: (step - before) * Number(batch), milliseconds: performance.now() - started };
}

async function repeat(milliseconds: number, count: number, work: () => Promise<unknown>): Promise<Spell> {
  const started = performance.now();
  let done = 0;
  do {
    await work();
    done += count;
  } while (performance.now() - started < milliseconds);
  return { images: done, milliseconds: performance.now() - started };
}

const started = await trainer.start({ document, dataset, workers: Number(workers) });
if (!started.ok) throw new Error(JSON.stringify(started.diagnostics));
await learnt;
let step = await pause();

async function startPredicting() {
  await trainer.stop();
  const trained = trainer.trained();
  if (trained === undefined) throw new Error('nothing was trained');
  const outcome = await checkout.createPredictor(trained, Number(workers));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.value;
}

let predicting: ReturnType<typeof startPredicting> | undefined;
const image = dataset.pixels.kind === 'memory' ? new Uint8Array(dataset.pixels.buffer).slice(0, dataset.pixels.imageBytes) : undefined;

async function work({ mode, milliseconds }: SpellRequest): Promise<Spell> {
  if (mode === 'training') return train(milliseconds);
  predicting ??= startPredicting();
  const predictor = await predicting;
  if (mode === 'inference-32') return repeat(milliseconds, images, () => predictor.evaluate(dataset, 'training'));
  return repeat(milliseconds, 1, () => predictor.predict(image as Uint8Array));
}

process.on('message', (request: SpellRequest) => {
  work(request).then(
    (spell) => process.send?.(spell),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.('ready');
