// Two versions of the product in one process, for against.ts: each with threads of its own, they work in turns, a spell at a time, so
// that the machine's drift falls upon both. What does not work sleeps: a paused run's threads and an idle pool take no processor.
// Prints one JSON line for every mode.
// usage: tsx test/bench/spells.ts FOLDER OTHER NETWORK WORKERS BATCH SECONDS
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { createPredictor, createTrainer } from '../../electron/host/runs/client.ts';
import { median } from './median.ts';
import type { readBenchNetwork } from './networks.ts';
import type { randomDataset } from './random-dataset.ts';
import { type Mode, modes } from './rows.ts';

/** Images, and the milliseconds that they took. */
interface Spell {
  readonly images: number;
  readonly milliseconds: number;
}

interface Checkout {
  readonly createTrainer: typeof createTrainer;
  readonly createPredictor: typeof createPredictor;
  readonly readBenchNetwork: typeof readBenchNetwork;
  readonly randomDataset: typeof randomDataset;
}

/** A version at work: trains or predicts for about so many milliseconds, and says what it has done. */
type Work = (mode: Mode, milliseconds: number) => Promise<Spell>;

const images = 2048;
const spellMilliseconds = 150;
const [folder = '.', other = '.', name = 'LeNet', workers = '2', batch = '32', seconds = '1.5'] = process.argv.slice(2);

/** The functions of a version, wherever they lie in its folder. */
async function load(folder: string): Promise<Checkout> {
  const file = (...candidates: string[]): string => pathToFileURL(candidates.map((path) => join(folder, path)).find(existsSync) ?? '').href;
  return {
    ...(await import(file('electron/host/runs/client.ts', 'electron/pool/client.ts'))),
    ...(await import(file('test/bench/networks.ts'))),
    ...(await import(file('test/bench/random-dataset.ts'))),
  };
}

const pass = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function repeat(milliseconds: number, count: number, work: () => Promise<unknown>): Promise<Spell> {
  const started = performance.now();
  let done = 0;
  do {
    await work();
    done += count;
  } while (performance.now() - started < milliseconds);
  return { images: done, milliseconds: performance.now() - started };
}

/** A version of the product, paused in the middle of a training run. */
async function open(folder: string): Promise<Work> {
  const checkout = await load(folder);
  const network = checkout.readBenchNetwork(name as never);
  // a learning rate near nought: random labels must not make the loss grow while we measure
  const parameters = { ...network.training.optimizer.parameters, learningRate: 0.0001 };
  const training = { ...network.training, batchSize: Number(batch), epochs: 100_000, optimizer: { type: 'sgd', parameters } };
  const document = { ...network, training };
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
  const pause = (): Promise<number> =>
    new Promise((resolve) => {
      told = resolve;
      trainer.pause();
    });

  const started = await trainer.start({ document, dataset, workers: Number(workers) });
  if (!started.ok) throw new Error(JSON.stringify(started.diagnostics));
  await learnt;
  let step = await pause();

  const train = async (milliseconds: number): Promise<Spell> => {
    const before = step;
    const started = performance.now();
    trainer.resume();
    await pass(milliseconds);
    step = await pause();
    return { images: (step - before) * Number(batch), milliseconds: performance.now() - started };
  };
  const startPredicting = async () => {
    await trainer.stop();
    const trained = trainer.trained();
    if (trained === undefined) throw new Error('nothing was trained');
    const outcome = await checkout.createPredictor(trained, Number(workers));
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
    return outcome.value;
  };
  let predicting: ReturnType<typeof startPredicting> | undefined;
  if (dataset.pixels.kind !== 'memory') throw new Error('the images are expected in memory');
  const image = new Uint8Array(dataset.pixels.buffer).slice(0, dataset.pixels.imageBytes);

  return async (mode, milliseconds) => {
    if (mode === 'training') return train(milliseconds);
    predicting ??= startPredicting();
    const predictor = await predicting;
    if (mode === 'inference-32') return repeat(milliseconds, images, () => predictor.evaluate(dataset, 'training'));
    return repeat(milliseconds, 1, () => predictor.predict(image));
  };
}

/** Images a second. */
const rateOf = ({ images, milliseconds }: Spell): number => (1000 * images) / milliseconds;

const versions = [await open(folder), await open(other)] as const;
for (const mode of Object.keys(modes) as Mode[]) {
  const rates: { readonly first: number; readonly second: number }[] = [];
  // the first two spells of each warm it up
  for (const work of [...versions, ...versions]) await work(mode, spellMilliseconds);
  const pairs = Math.max(4, Math.round((Number(seconds) * 1000) / spellMilliseconds));
  for (let pair = 0; pair < pairs; pair++) {
    const take = async (version: Work): Promise<number> => rateOf(await version(mode, spellMilliseconds));
    // who goes first changes from pair to pair
    const early = await take(versions[pair % 2 === 0 ? 0 : 1]);
    const late = await take(versions[pair % 2 === 0 ? 1 : 0]);
    rates.push(pair % 2 === 0 ? { first: early, second: late } : { first: late, second: early });
  }
  // what a neighbour's burst of work does to one spell shall not count: medians of the pairs, whose spells stand beside each other
  const line = {
    mode,
    first: median(rates.map(({ first }) => first)),
    second: median(rates.map(({ second }) => second)),
    ratio: median(rates.map(({ first, second }) => first / second)),
  };
  console.log(JSON.stringify(line));
}
process.exit(0);
