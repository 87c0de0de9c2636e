// A network of 25 million parameters on images of 224×224, batch 8: one epoch of one step through the worker pool, then an
// evaluation of the same images. Prints, as a JSON line, the arena it was planned with and the most memory the process held.
// usage: tsx test/bench/large.ts [workers]
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTrainer } from '../../electron/host/runs/client.ts';
import { parseDocument } from '../../engine/document/parse.ts';
import type { TrainEvent } from '../../engine/train/events.ts';
import { randomDataset } from './random-dataset.ts';

const path = fileURLToPath(new URL('../engine/backends/wasm/documents/vgg-25-million.receptive.json', import.meta.url));
const outcome = parseDocument(JSON.parse(readFileSync(path, 'utf8')));
if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
const document = { ...outcome.value, training: { ...outcome.value.training, epochs: 1 } };
const events: TrainEvent[] = [];
const trainer = createTrainer((event) => events.push(event));
const started = performance.now();
const dataset = randomDataset(document, 8, 8);
const begun = await trainer.start({ document, dataset, workers: Number(process.argv[2] ?? 2) });
if (!begun.ok) throw new Error(JSON.stringify(begun.diagnostics));
await trainer.idle();
const run = events.find((event) => event.kind === 'run-started');
const epoch = events.find((event) => event.kind === 'epoch');
if (run === undefined || epoch === undefined) throw new Error(JSON.stringify(events.at(-1)));
console.log(
  JSON.stringify({
    parameters: run.parameterCount,
    arenaBytes: run.arenaBytes,
    residentBytes: process.resourceUsage().maxRSS * 1024,
    loss: epoch.training.loss,
    seconds: (performance.now() - started) / 1000,
  }),
);
