// Two-dimensional convolution, plain loops: y(i,j,f) = b(f) + Σ x(i·s + m·d − p, j·s + n·d − p, c) · w(m,n,c,f), and its three
// gradients. With `flip` the kernel is read from its other end: convolution in the mathematical sense, instead of the
// cross-correlation that most libraries call convolution (Goodfellow et al., Deep Learning, equations 9.4 to 9.6).
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';
import { maskRectified, rectify } from '../../layers/rectify.ts';

interface Geometry {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filters: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  readonly padTop: number;
  readonly padLeft: number;
  readonly groups: number;
  readonly flip: number;
}

const names = [
  'n',
  'height',
  'width',
  'channels',
  'outHeight',
  'outWidth',
  'filters',
  'kernelHeight',
  'kernelWidth',
  'strideHeight',
  'strideWidth',
  'dilationHeight',
  'dilationWidth',
  'padTop',
  'padLeft',
  'groups',
  'flip',
] as const;

function geometryOf(step: StepArguments): Geometry {
  return Object.fromEntries(names.map((name) => [name, step.number(name)])) as unknown as Geometry;
}

/** Calls `visit` with the flat index of x, w and y of every product in the sum. */
function forEachProduct(g: Geometry, visit: (x: number, w: number, y: number) => void): void {
  const [channelsPerGroup, filtersPerGroup] = [g.channels / g.groups, g.filters / g.groups];
  for (let image = 0; image < g.n; image++) {
    for (let i = 0; i < g.outHeight; i++) {
      for (let j = 0; j < g.outWidth; j++) {
        for (let m = 0; m < g.kernelHeight; m++) {
          const row = i * g.strideHeight + m * g.dilationHeight - g.padTop;
          if (row < 0 || row >= g.height) continue;
          for (let n = 0; n < g.kernelWidth; n++) {
            const column = j * g.strideWidth + n * g.dilationWidth - g.padLeft;
            if (column < 0 || column >= g.width) continue;
            const tap = g.flip === 1 ? (g.kernelHeight - 1 - m) * g.kernelWidth + (g.kernelWidth - 1 - n) : m * g.kernelWidth + n;
            const pixel = ((image * g.height + row) * g.width + column) * g.channels;
            const output = ((image * g.outHeight + i) * g.outWidth + j) * g.filters;
            for (let filter = 0; filter < g.filters; filter++) {
              const first = Math.floor(filter / filtersPerGroup) * channelsPerGroup;
              for (let c = 0; c < channelsPerGroup; c++) {
                visit(pixel + first + c, (tap * channelsPerGroup + c) * g.filters + filter, output + filter);
              }
            }
          }
        }
      }
    }
  }
}

function conv2dForward(step: StepArguments): void {
  const g = geometryOf(step);
  const [x, w, bias, y] = [step.f32('x'), step.f32('weights'), step.f32('bias'), step.f32('y')];
  const sums = new Float64Array(y.length);
  if (step.number('hasBias') === 1) for (let index = 0; index < sums.length; index++) sums[index] = bias[index % g.filters] as number;
  forEachProduct(g, (xAt, wAt, yAt) => {
    sums[yAt] = (sums[yAt] as number) + (x[xAt] as number) * (w[wAt] as number);
  });
  y.set(sums);
  if (step.number('rectify') === 1) rectify(y);
}

/** The step describes the gradient's own convolution; this turns it back into the geometry of the forward pass. */
function forwardGeometry(step: StepArguments): Geometry {
  const g = geometryOf(step);
  return {
    ...g,
    height: g.outHeight,
    width: g.outWidth,
    channels: g.filters,
    outHeight: g.height,
    outWidth: g.width,
    filters: g.channels,
    strideHeight: step.number('upHeight'),
    strideWidth: step.number('upWidth'),
    padTop: (g.kernelHeight - 1) * g.dilationHeight - g.padTop,
    padLeft: (g.kernelWidth - 1) * g.dilationWidth - g.padLeft,
  };
}

function inputGradient(step: StepArguments, g: Geometry): void {
  const [w, dy, dx] = [step.f32('weights'), step.f32('dy'), step.f32('dx')];
  const sums = new Float64Array(dx.length);
  forEachProduct(g, (xAt, wAt, yAt) => {
    sums[xAt] = (sums[xAt] as number) + (w[wAt] as number) * (dy[yAt] as number);
  });
  dx.set(sums);
  if (step.number('rectified') === 1) maskRectified(dx, step.f32('x'));
}

const conv2dBackwardInput = (step: StepArguments): void => inputGradient(step, forwardGeometry(step));
/** The same gradient, from a step that holds the forward pass's geometry. */
const conv2dScatterInput = (step: StepArguments): void => inputGradient(step, geometryOf(step));

/** Gradient of the weights, kernel not turned round, and of the biases behind them. */
export function weightGradientSums(step: StepArguments): Float64Array {
  const g = geometryOf(step);
  const [x, dy] = [step.f32('x'), step.f32('dy')];
  const weightCount = g.kernelHeight * g.kernelWidth * (g.channels / g.groups) * g.filters;
  const sums = new Float64Array(weightCount + g.filters);
  const straight: Geometry = { ...g, flip: 0 };
  forEachProduct(straight, (xAt, wAt, yAt) => {
    sums[wAt] = (sums[wAt] as number) + (x[xAt] as number) * (dy[yAt] as number);
  });
  for (let index = 0; index < dy.length; index++) {
    const filter = weightCount + (index % g.filters);
    sums[filter] = (sums[filter] as number) + (dy[index] as number);
  }
  return sums;
}

function conv2dBackwardWeights(step: StepArguments): void {
  const partial = step.f32('partial');
  // the chunks exist for the workers' sake; one chunk holds everything here
  partial.fill(0);
  partial.set(weightGradientSums(step));
}

/** Sums the chunks and turns the kernel round where it is a convolution's. */
function conv2dReduceWeights(step: StepArguments): void {
  const [partial, dweights, dbias] = [step.f32('partial'), step.f32('dweights'), step.f32('dbias')];
  const [taps, tapSize, filters, chunks] = [step.number('taps'), step.number('tapSize'), step.number('filters'), step.number('chunks')];
  const chunkSize = taps * tapSize + filters;
  const total = (index: number): number => {
    let sum = 0;
    for (let chunk = 0; chunk < chunks; chunk++) sum += partial[chunk * chunkSize + index] as number;
    return sum;
  };
  for (let tap = 0; tap < taps; tap++) {
    const target = step.number('flip') === 1 ? taps - 1 - tap : tap;
    for (let index = 0; index < tapSize; index++) dweights[target * tapSize + index] = total(tap * tapSize + index);
  }
  if (step.number('hasBias') === 1) for (let filter = 0; filter < filters; filter++) dbias[filter] = total(taps * tapSize + filter);
}

/** Packing and padding serve the SIMD kernels alone. */
const nothing = (): void => undefined;

export const conv2dReference: ReferenceKernels = {
  conv2dPad: nothing,
  conv2dPackForward: nothing,
  conv2dPackBackward: nothing,
  conv2dScatterPack: nothing,
  conv2dForward,
  conv2dPlanarForward: conv2dForward,
  conv2dBackwardInput,
  conv2dScatterInput,
  conv2dBackwardWeights,
  conv2dPlanarWeights: conv2dBackwardWeights,
  conv2dReduceWeights,
  conv2dWinogradPackForward: nothing,
  conv2dWinogradPackBackward: nothing,
  conv2dWinogradForward: conv2dForward,
  conv2dWinogradBackwardInput: conv2dBackwardInput,
  conv2dStridedWinogradPackForward: nothing,
  conv2dStridedWinogradPackBackward: nothing,
  conv2dStridedWinogradForward: conv2dForward,
  conv2dStridedWinogradBackwardInput: conv2dScatterInput,
};
