// The reference networks in TensorFlow.js: trained by its `cpu` backend (its `wasm` backend has no filter gradient) and run
// by `wasm`, on one thread as it does in Node. One JSON line each. Training takes seconds an image on the larger networks, so
// that it is timed on as many images as the time allows, one at least.
// usage: tsx test/bench/peers/tensorflow.ts --folder FOLDER [--seconds S] [--only LeNet,Quick]

import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchNetwork, benchNetworks } from '../networks.ts';
import { requirePeer } from './install.ts';
import { compareWithProbe, makeProbe } from './probe.ts';
import { buildTensorFlowModel, type Tensor, type TensorFlowLayers } from './tensorflow-model.ts';
import { throughput } from './throughput.ts';

interface TensorFlowCore {
  readonly version_core: string;
  readonly train: { momentum(rate: number, momentum: number): unknown };
  setBackend(name: string): Promise<boolean>;
  tensor(values: Float32Array, shape: readonly number[]): Tensor;
  tidy(work: () => void): void;
}

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    batch: { type: 'string', default: '32' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string', default: Object.keys(benchNetworks).join(',') },
  },
});
const core = requirePeer<TensorFlowCore>(values.folder, '@tensorflow/tfjs-core');
const layers = requirePeer<TensorFlowLayers>(values.folder, '@tensorflow/tfjs-layers');
requirePeer(values.folder, '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops');
requirePeer(values.folder, '@tensorflow/tfjs-backend-cpu');
const wasm = requirePeer<{ setWasmPaths(folder: string): void }>(values.folder, '@tensorflow/tfjs-backend-wasm');
const wasmFile = createRequire(join(values.folder, 'package.json')).resolve(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
);
wasm.setWasmPaths(dirname(wasmFile) + sep);
const [batch, seconds] = [Number(values.batch), Number(values.seconds)];

for (const name of values.only.split(',') as BenchNetwork[]) {
  const probe = makeProbe(name);
  const shape = probe.network.input.outputShape;
  const classes = probe.network.output.outputShape[0] ?? 1;
  const repeat = (count: number): Tensor => {
    const images = new Float32Array(count * probe.image.length);
    for (let image = 0; image < count; image++) images.set(probe.image, image * probe.image.length);
    return core.tensor(images, [count, ...shape]);
  };
  await core.setBackend('wasm');
  const model = buildTensorFlowModel(core, layers, probe.network, probe.weights);
  const [many, one] = [repeat(batch), repeat(1)];
  compareWithProbe('TensorFlow.js', probe, await model.predict(one).data());
  // reading the answer is part of the work, as it is with the others
  const run = (images: Tensor) => async (): Promise<void> => {
    const answer = model.predict(images);
    await answer.data();
    answer.dispose();
  };
  const inferred = await throughput(run(many), batch, seconds / 2);
  const single = await throughput(run(one), 1, seconds / 2);

  await core.setBackend('cpu');
  const trained = buildTensorFlowModel(core, layers, probe.network, probe.weights);
  trained.compile({ optimizer: core.train.momentum(0.0001, 0.9), loss: 'categoricalCrossentropy' });
  const train = (count: number) => {
    const images = repeat(count);
    const targets = core.tensor(
      Float32Array.from({ length: count * classes }, (_, index) => (index % classes === 0 ? 1 : 0)),
      [count, classes],
    );
    return () => trained.trainOnBatch(images, targets);
  };
  const started = performance.now();
  await train(1)();
  const affordable = Math.floor((seconds * 1000) / (performance.now() - started));
  const count = Math.max(1, Math.min(batch, affordable));
  const rate = await throughput(train(count), count, seconds / 2, 0);
  console.log(
    JSON.stringify({
      peer: `TensorFlow.js ${core.version_core}`,
      network: name,
      layout: 'nhwc',
      threads: 1,
      train_images_per_s: Math.round(rate * 100) / 100,
      infer_images_per_s: Math.round(inferred * 10) / 10,
      infer_1_images_per_s: Math.round(single * 10) / 10,
    }),
  );
}
