// The reference networks in onnxruntime-node, inference alone: one JSON line each. The session is given the input in its own
// layout; every call is awaited, as a program that wants the answer does it.
// usage: tsx test/bench/peers/onnxruntime.ts --folder FOLDER [--threads N] [--seconds S] [--only LeNet,Quick]
import { parseArgs } from 'node:util';
import { mapSize, sizeOf } from '../../../engine/base/shape.ts';
import { type BenchNetwork, benchNetworks } from '../networks.ts';
import { exportOnnx } from '../onnx/model.ts';
import { requirePeer } from './install.ts';
import { compareWithProbe, makeProbe } from './probe.ts';
import { throughput } from './throughput.ts';

interface Session {
  run(feeds: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, { readonly data: Float32Array }>>>;
  release(): Promise<void>;
}
interface OnnxRuntime {
  readonly InferenceSession: { create(model: Uint8Array, options: Readonly<Record<string, unknown>>): Promise<Session> };
  readonly Tensor: new (type: 'float32', values: Float32Array, shape: readonly number[]) => unknown;
}

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    threads: { type: 'string', default: '2' },
    batch: { type: 'string', default: '32' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string', default: Object.keys(benchNetworks).join(',') },
  },
});
const runtime = requirePeer<OnnxRuntime>(values.folder, 'onnxruntime-node');
const { version } = requirePeer<{ readonly version: string }>(values.folder, 'onnxruntime-node/package.json');
const [threads, batch, seconds] = [Number(values.threads), Number(values.batch), Number(values.seconds)];

for (const name of values.only.split(',') as BenchNetwork[]) {
  const probe = makeProbe(name);
  const { input, output } = probe.network;
  const { height, width, channels } = mapSize(input.outputShape);
  const session = await runtime.InferenceSession.create(exportOnnx(probe.network, probe.weights), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  });
  const planar = new Float32Array(sizeOf(input.outputShape));
  probe.image.forEach((value, index) => {
    planar[(index % channels) * height * width + Math.floor(index / channels)] = value;
  });
  const feed = (count: number) => {
    const images = new Float32Array(count * planar.length);
    for (let image = 0; image < count; image++) images.set(planar, image * planar.length);
    return { [input.id]: new runtime.Tensor('float32', images, [count, channels, height, width]) };
  };
  const [many, one] = [feed(batch), feed(1)];
  const answer = await session.run(one);
  compareWithProbe('onnxruntime-node', probe, answer[output.id]?.data ?? []);
  const inferred = await throughput(() => session.run(many), batch, seconds / 2);
  const single = await throughput(() => session.run(one), 1, seconds / 2, 300);
  await session.release();
  console.log(
    JSON.stringify({
      peer: `onnxruntime-node ${version}`,
      network: name,
      threads,
      infer_images_per_s: Math.round(inferred * 10) / 10,
      infer_1_images_per_s: Math.round(single * 10) / 10,
    }),
  );
}
