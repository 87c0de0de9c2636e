// Single kernels against their ceiling: products (matrix product, every pass of a convolution) against multiply–adds on
// registers alone, everything else against a copy of as many bytes, measured beside it. One core, batch 32, each layer in steps of its
// own. Winograd's products are counted as the definition has them and may pass 100 %.
// usage: npm run bench -- --kernels
import { cpus } from 'node:os';
import { bundleIfStale } from '../../build/bundle.ts';
import { type LayerSketch, sketchDocument } from '../helpers/networks.ts';
import { createCeilings } from './ceilings.ts';
import { type TimedStep, timeSteps } from './single-steps.ts';

interface Case {
  readonly title: string;
  /** The map that comes in. */
  readonly map: readonly [number, number, number];
  readonly layers: readonly LayerSketch[];
  readonly optimizer?: string;
  /** Layers behind the measured ones; a pooling, a dense layer and a softmax where absent. */
  readonly ending?: readonly LayerSketch[];
}

const convolution = (filters: number, kernel: number, more: NonNullable<LayerSketch['parameters']> = {}): LayerSketch[] => [
  { type: 'conv2d', id: 'measured', parameters: { filters, kernelSize: [kernel, kernel], ...more } },
];
const ending: readonly LayerSketch[] = [{ type: 'dense', parameters: { units: 2 } }, { type: 'softmax' }];
const cases: readonly Case[] = [
  {
    title: 'matrix product, 32×2048 · 2048×512',
    map: [8, 8, 32],
    layers: [{ type: 'flatten' }, { type: 'dense', id: 'measured', parameters: { units: 512 } }],
  },
  { title: 'conv 5×5, 28×28, 1→6', map: [28, 28, 1], layers: convolution(6, 5) },
  { title: 'conv 3×3, 32×32, 3→32', map: [32, 32, 3], layers: convolution(32, 3) },
  { title: 'conv 3×3, 32×32, 32→32', map: [32, 32, 32], layers: convolution(32, 3) },
  { title: 'conv 3×3, 8×8, 128→128', map: [8, 8, 128], layers: convolution(128, 3) },
  { title: 'conv 5×5, 16×16, 32→32', map: [16, 16, 32], layers: convolution(32, 5) },
  { title: 'conv 3×3, 16×16, 32→64, stride 2', map: [16, 16, 32], layers: convolution(64, 3, { stride: [2, 2] }) },
  { title: 'conv 1×1, 16×16, 64→64', map: [16, 16, 64], layers: convolution(64, 1) },
  { title: 'conv 3×3, 16×16, 64→64, 4 groups', map: [16, 16, 64], layers: convolution(64, 3, { groups: 4 }) },
  { title: 'max pooling 2×2, 32×32×32', map: [32, 32, 32], layers: [{ type: 'pool2d', id: 'measured' }] },
  {
    title: 'average pooling 2×2, 32×32×32',
    map: [32, 32, 32],
    layers: [{ type: 'pool2d', id: 'measured', parameters: { operation: 'average' } }],
  },
  { title: 'batch normalisation, 32×32×32', map: [32, 32, 32], layers: [{ type: 'batchNorm', id: 'measured' }] },
  { title: 'ReLU, 32×32×32', map: [32, 32, 32], layers: [{ type: 'activation', id: 'measured' }] },
  { title: 'GELU, 32×32×32', map: [32, 32, 32], layers: [{ type: 'activation', id: 'measured', parameters: { function: 'gelu' } }] },
  { title: 'dropout, 32×32×32', map: [32, 32, 32], layers: [{ type: 'dropout', id: 'measured' }] },
  { title: 'global average, 32×32×32', map: [32, 32, 32], layers: [{ type: 'globalPool2d', id: 'measured' }], ending },
  {
    title: 'sum of two, 32×32×32',
    map: [32, 32, 32],
    layers: [
      { type: 'activation', id: 'other' },
      { type: 'add', id: 'measured', from: ['before', 'other'] },
    ],
  },
  {
    title: 'two side by side, 32×32×32',
    map: [32, 32, 32],
    layers: [
      { type: 'activation', id: 'other' },
      { type: 'concat', id: 'measured', from: ['before', 'other'] },
    ],
  },
  { title: 'conv 3×3, 32×32, 16→16, dilation 2', map: [32, 32, 16], layers: convolution(16, 3, { dilation: [2, 2] }) },
  { title: 'conv 5×5, 32×32, 32→64, stride 2', map: [32, 32, 32], layers: convolution(64, 5, { stride: [2, 2] }) },
  {
    title: 'softmax and cross-entropy, 1,000 classes',
    map: [8, 8, 32],
    layers: [],
    ending: [{ type: 'globalPool2d' }, { type: 'dense', parameters: { units: 1000 } }, { type: 'softmax', id: 'measured' }],
  },
  {
    title: 'SGD with momentum, 1 million weights',
    map: [8, 8, 32],
    layers: [{ type: 'flatten' }, { type: 'dense', parameters: { units: 512 } }],
    optimizer: 'sgd',
  },
  {
    title: 'Adam, 1 million weights',
    map: [8, 8, 32],
    layers: [{ type: 'flatten' }, { type: 'dense', parameters: { units: 512 } }],
    optimizer: 'adam',
  },
];

/** The measured layer behind a 1×1 convolution, so that its input's gradient is wanted. */
function documentOf({ map: [height, width, channels], layers, optimizer, ending: own }: Case) {
  const isVector = layers.some((layer) => layer.type === 'flatten');
  const sketch: LayerSketch[] = [
    { type: 'input', parameters: { height, width, channels: channels === 1 ? 1 : 3 } },
    { type: 'conv2d', id: 'before', parameters: { filters: channels, kernelSize: [1, 1] } },
    ...layers,
    ...(own ?? [...(isVector ? [] : [{ type: 'globalPool2d' }]), ...ending]),
  ];
  const momentum = { type: 'sgd', parameters: { learningRate: 1e-6, momentum: 0.9, nesterov: false, weightDecay: 0 } };
  const adam = { type: 'adam', parameters: { learningRate: 1e-6, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8, weightDecay: 0 } };
  return sketchDocument(sketch, { optimizer: optimizer === 'adam' ? adam : momentum });
}

await bundleIfStale((line) => console.log(line));
const ceilings = await createCeilings();
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, one core, Node ${process.versions.node}, batch 32, each step the best of many`);
console.log(
  `registers alone: ${ceilings.measureProducts().toFixed(1)} GFLOP/s; copying 64 MiB: ${ceilings.measureCopy(2 ** 26).toFixed(1)} GB/s`,
);

function describe({ step, microseconds, multiplyAdds, moved }: TimedStep): string {
  const isProduct = multiplyAdds > 0;
  const rate = (isProduct ? 2 * multiplyAdds : moved) / microseconds / 1000;
  const ceiling = isProduct ? ceilings.measureProducts() : ceilings.measureCopy(moved);
  const share = `${((100 * rate) / ceiling).toFixed(0)} %`;
  return `  ${step.kernel.padEnd(30)} ${microseconds.toFixed(1).padStart(8)} µs  ${rate.toFixed(1).padStart(6)} ${isProduct ? 'GFLOP/s' : 'GB/s   '} ${share.padStart(6)} of ${ceiling.toFixed(1)}`;
}

for (const entry of cases) {
  console.log(entry.title);
  const { steps } = timeSteps(documentOf(entry), { batch: 32, rounds: 15, training: true, fuses: false });
  const wanted = steps.filter(({ step }) => (entry.optimizer === undefined ? step.node === 'measured' : step.pass === 'update'));
  for (const step of wanted) console.log(describe(step));
}
