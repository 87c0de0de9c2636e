// How long training waits for pixels: LeNet on a folder, from memory and from the cache's file, alternating, as images a second
// and the share of an epoch's time spent waiting.
// usage: tsx test/bench/waiting.ts --data FOLDER [--epochs N] [--rounds N]
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openImageFolder, releasePixelSource } from '../../electron/host/datasets/open-image-folder.ts';
import { createTrainer } from '../../electron/host/runs/client.ts';
import type { OpenedDataset } from '../../engine/datasets/image-folder.ts';
import { readBenchNetwork } from './networks.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, epochs: { type: 'string', default: '2' }, rounds: { type: 'string', default: '2' } },
});
if (values.data === undefined) throw new Error('expected --data FOLDER with a subfolder a class');
const folder = resolve(values.data);
const cores = availableParallelism();
const cacheFolder = mkdtempSync(join(tmpdir(), 'receptive-waiting-'));

async function open(memoryBudget: number | undefined): Promise<OpenedDataset> {
  const opened = await openImageFolder({
    folder,
    settings: { height: 28, width: 28, channels: 1, fit: 'stretch', background: [0, 0, 0] },
    split: { validationShare: 0.1, seed: 1 },
    cacheFolder,
    workers: cores,
    memoryBudget,
  });
  if (opened.kind !== 'opened') throw new Error(`the folder was not opened: ${JSON.stringify(opened)}`);
  return opened.dataset;
}

async function train(name: string, dataset: OpenedDataset): Promise<void> {
  const network = readBenchNetwork('LeNet');
  const document = { ...network, training: { ...network.training, epochs: Number(values.epochs) } };
  const trainer = createTrainer((event) => {
    if (event.kind === 'crashed') throw new Error(JSON.stringify(event.message));
    if (event.kind !== 'epoch') return;
    const { count } = dataset.parts.training;
    const share = ((event.waited / event.seconds) * 100).toFixed(2);
    console.log(`${name.padEnd(6)} epoch ${event.epoch}: ${Math.round(count / event.seconds)} images/s, waited ${share} %`);
  });
  const started = await trainer.start({ document, dataset, workers: cores });
  if (!started.ok) throw new Error(JSON.stringify(started.diagnostics));
  await trainer.idle();
  await trainer.dispose();
}

try {
  const memory = await open(undefined);
  const file = await open(0);
  for (let round = 0; round < Number(values.rounds); round++) {
    await train('memory', memory);
    await train('file', file);
  }
  await releasePixelSource(file.pixels);
} finally {
  rmSync(cacheFolder, { recursive: true, force: true });
}
