// Our own throughput on the reference networks, one JSON line each, as torch_peer.py prints it. Random images: only speed is
// measured, through the same worker pool that the application uses.
// usage: tsx test/bench/ours.ts [--only LeNet,Quick] [--workers N] [--batch N] [--seconds S]
import { parseArgs } from 'node:util';
import { createPredictor, createTrainer } from '../../electron/host/runs/client.ts';
import type { TrainedNetwork } from '../../electron/host/runs/trainer.ts';
import type { OpenedDataset } from '../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { type BenchNetwork, benchNetworks, readBenchNetwork } from './networks.ts';
import { throughput } from './peers/throughput.ts';
import { randomDataset } from './random-dataset.ts';

const images = 2048;

/** Images a second over whole epochs, without the first, and the network that came out. */
async function measureTraining(
  document: GraphDocument,
  dataset: OpenedDataset,
  workers: number,
  seconds: number,
): Promise<{ rate: number; trained: TrainedNetwork }> {
  let started = 0;
  let counted = 0;
  let rate = 0;
  const trainer = createTrainer((event) => {
    if (event.kind === 'crashed') throw new Error(JSON.stringify(event.message));
    if (event.kind !== 'epoch') return;
    const now = performance.now();
    if (started === 0) started = now;
    else {
      counted += images;
      rate = (counted * 1000) / (now - started);
      if (now - started > seconds * 1000) void trainer.stop();
    }
  });
  const outcome = await trainer.start({ document: { ...document, training: { ...document.training, epochs: 100000 } }, dataset, workers });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  await trainer.idle();
  const trained = trainer.trained();
  if (trained === undefined) throw new Error('nothing was trained');
  return { rate, trained };
}

/** Images a second in batches, as an evaluation takes them, and one by one, each answer awaited before the next is asked. */
async function measureInference(
  trained: TrainedNetwork,
  dataset: OpenedDataset,
  workers: number,
  seconds: number,
): Promise<{ many: number; single: number }> {
  const outcome = await createPredictor(trained, workers);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  const predictor = outcome.value;
  const many = await throughput(() => predictor.evaluate(dataset, 'training'), images, seconds, 1);
  const { pixels } = dataset;
  if (pixels.kind !== 'memory') throw new Error('expected pixels in memory');
  const image = new Uint8Array(pixels.buffer).slice(0, pixels.imageBytes);
  const single = await throughput(() => predictor.predict(image), 1, seconds, 300);
  await predictor.dispose();
  return { many, single };
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(benchNetworks).join(',') },
    workers: { type: 'string', default: '2' },
    batch: { type: 'string', default: '32' },
    seconds: { type: 'string', default: '3' },
  },
});
for (const name of values.only.split(',') as BenchNetwork[]) {
  const [workers, batch, seconds] = [Number(values.workers), Number(values.batch), Number(values.seconds)];
  const network = readBenchNetwork(name);
  // a learning rate near nought: random labels must not make the loss grow while we measure
  const parameters = { ...network.training.optimizer.parameters, learningRate: 0.0001 };
  const document = { ...network, training: { ...network.training, batchSize: batch, optimizer: { type: 'sgd', parameters } } };
  const dataset = randomDataset(document, images);
  const { rate, trained } = await measureTraining(document, dataset, workers, seconds);
  const { many, single } = await measureInference(trained, dataset, workers, seconds / 2);
  console.log(
    JSON.stringify({
      peer: 'receptive',
      network: name,
      workers,
      batch,
      train_images_per_s: Math.round(rate * 10) / 10,
      infer_images_per_s: Math.round(many * 10) / 10,
      infer_1_images_per_s: Math.round(single * 10) / 10,
    }),
  );
}
