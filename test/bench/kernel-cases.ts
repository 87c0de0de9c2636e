// What `npm run bench -- --kernels` measures: small networks around one layer, so that every kernel that matters runs once on a
// size that it meets.
import type { GraphDocument } from '../../engine/document/document.ts';
import { type LayerSketch, sketchDocument } from '../helpers/networks.ts';

export interface KernelCase {
  readonly title: string;
  /** The map that comes in. */
  readonly map: readonly [number, number, number];
  readonly layers: readonly LayerSketch[];
  readonly optimizer?: 'sgd' | 'adam';
  readonly loss?: string;
  readonly classes?: number;
  /** Which kernels are shown; those of the layer `measured` where absent. */
  readonly kernels?: RegExp;
  /** Examples in a step; 32 where absent. */
  readonly batch?: number;
  readonly predicts?: true;
}

type Parameters = NonNullable<LayerSketch['parameters']>;

const measured = (type: string, parameters: Parameters = {}): LayerSketch[] => [{ type, id: 'measured', parameters }];
const convolution = (filters: number, kernel: number, more: Parameters = {}): LayerSketch[] =>
  measured('conv2d', { filters, kernelSize: [kernel, kernel], ...more });
const dense = (units: number): LayerSketch[] => [{ type: 'flatten' }, ...measured('dense', { units })];
const wide: readonly [number, number, number] = [32, 32, 32];

const products: readonly KernelCase[] = [
  { title: 'matrix product, 32×400 · 400×120', map: [5, 5, 16], layers: dense(120) },
  { title: 'matrix product, 32×2048 · 2048×512', map: [8, 8, 32], layers: dense(512) },
  { title: 'one row, 1×400 · 400×120', map: [5, 5, 16], layers: dense(120), batch: 1, predicts: true },
  { title: 'conv 5×5, 28×28, 1→6', map: [28, 28, 1], layers: convolution(6, 5) },
  { title: 'conv 3×3, 32×32, 3→8, stride 2', map: [32, 32, 3], layers: convolution(8, 3, { stride: [2, 2] }) },
  { title: 'conv 3×3, 32×32, 3→32', map: [32, 32, 3], layers: convolution(32, 3) },
  { title: 'conv 3×3, 32×32, 32→32', map: wide, layers: convolution(32, 3) },
  { title: 'conv 3×3, 8×8, 128→128', map: [8, 8, 128], layers: convolution(128, 3) },
  { title: 'conv 5×5, 16×16, 32→32', map: [16, 16, 32], layers: convolution(32, 5) },
  { title: 'conv 3×3, 16×16, 32→64, stride 2', map: [16, 16, 32], layers: convolution(64, 3, { stride: [2, 2] }) },
  { title: 'conv 1×1, 16×16, 64→64', map: [16, 16, 64], layers: convolution(64, 1) },
  { title: 'conv 1×1, 32×32, 16→16', map: [32, 32, 16], layers: convolution(16, 1) },
  { title: 'conv 1×1, 32×32, 16→32, stride 2', map: [32, 32, 16], layers: convolution(32, 1, { stride: [2, 2] }) },
  { title: 'conv 3×3, 16×16, 64→64, 4 groups', map: [16, 16, 64], layers: convolution(64, 3, { groups: 4 }) },
];

const pooling: readonly KernelCase[] = [
  { title: 'max pooling 2×2, 32×32×32', map: wide, layers: measured('pool2d') },
  { title: 'max pooling 2×2, 28×28×6', map: [28, 28, 6], layers: measured('pool2d') },
  { title: 'max pooling 3×3, stride 2, 32×32×32', map: wide, layers: measured('pool2d', { size: [3, 3] }) },
  { title: 'average pooling 2×2, 32×32×32', map: wide, layers: measured('pool2d', { operation: 'average' }) },
  { title: 'average pooling 3×3, stride 2, 32×32×32', map: wide, layers: measured('pool2d', { operation: 'average', size: [3, 3] }) },
  { title: 'global average, 8×8×128', map: [8, 8, 128], layers: measured('globalPool2d', { operation: 'average' }) },
  { title: 'global maximum, 8×8×128', map: [8, 8, 128], layers: measured('globalPool2d', { operation: 'max' }) },
];

const elements: readonly KernelCase[] = [
  { title: 'batch normalisation, 32×32×32', map: wide, layers: measured('batchNorm') },
  {
    title: 'batch normalisation folded into a dense layer of 1 million weights',
    map: [8, 8, 32],
    layers: [{ type: 'flatten' }, { type: 'dense', parameters: { units: 512 } }, { type: 'batchNorm' }],
    predicts: true,
    kernels: /Fold/,
  },
  { title: 'ReLU, 32×32×32', map: wide, layers: measured('activation') },
  { title: 'tanh, 32×32×32', map: wide, layers: measured('activation', { function: 'tanh' }) },
  { title: 'GELU, 32×32×32', map: wide, layers: measured('activation', { function: 'gelu' }) },
  { title: 'dropout, 32×32×32', map: wide, layers: measured('dropout') },
  {
    title: 'concat of two, 32×32×32',
    map: wide,
    layers: [
      { type: 'activation', id: 'left' },
      { type: 'activation', id: 'right' },
      { type: 'concat', id: 'measured', from: ['left', 'right'] },
    ],
  },
  {
    title: 'sum of two, 32×32×32',
    map: wide,
    layers: [
      { type: 'activation', id: 'left' },
      { type: 'activation', id: 'right' },
      { type: 'add', id: 'measured', from: ['left', 'right'] },
    ],
  },
  { title: 'images to values, 32×32×3', map: wide, layers: [], kernels: /^normalizeImages$/ },
];

const losses: readonly KernelCase[] = ['crossEntropy', 'meanSquaredError'].flatMap((loss) =>
  [10, 1000].map((classes) => ({
    title: `${loss}, ${classes} classes`,
    map: [4, 4, 8] as const,
    layers: [],
    loss,
    classes,
    kernels: /^softmax|Loss$/,
  })),
);

const weights: readonly KernelCase[] = (['sgd', 'adam'] as const).map((optimizer) => ({
  title: `${optimizer === 'sgd' ? 'SGD with momentum' : 'Adam'}, 1 million weights`,
  map: [8, 8, 32],
  layers: [{ type: 'flatten' }, { type: 'dense', parameters: { units: 512 } }],
  optimizer,
  kernels: /Update$/,
}));

export const kernelCases: readonly KernelCase[] = [...products, ...pooling, ...elements, ...losses, ...weights];

const optimizers = {
  sgd: { type: 'sgd', parameters: { learningRate: 1e-6, momentum: 0.9, nesterov: false, weightDecay: 0 } },
  adam: { type: 'adam', parameters: { learningRate: 1e-6, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8, weightDecay: 0 } },
} as const;

/** The layers behind a 1×1 convolution, so that their input's gradient is wanted. */
export function documentOf({ map: [height, width, channels], layers, optimizer, loss, classes }: KernelCase): GraphDocument {
  const endsInVector = layers.some(({ type }) => type === 'flatten' || type === 'globalPool2d');
  const sketch: LayerSketch[] = [
    { type: 'input', parameters: { height, width, channels: channels === 1 ? 1 : 3 } },
    { type: 'conv2d', id: 'front', parameters: { filters: channels, kernelSize: [1, 1] } },
    // both branches of a join begin at the convolution
    ...layers.map((layer) => (layer.id === 'left' || layer.id === 'right' ? { ...layer, from: ['front'] } : layer)),
    ...(endsInVector ? [] : [{ type: 'globalPool2d' }]),
    { type: 'dense', parameters: { units: classes ?? 2 } },
    { type: 'classification', parameters: loss === undefined ? {} : { loss } },
  ];
  return sketchDocument(sketch, { optimizer: optimizers[optimizer ?? 'sgd'] });
}
