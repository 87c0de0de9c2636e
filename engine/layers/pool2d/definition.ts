// Pooling over windows of a map, each channel alone: the largest value or the mean. Max pooling keeps in training, for
// every output, which position of its window won (`switches`); the backward pass sends the gradient there.
import { formatShape } from '../../base/shape.ts';
import { rowTiles } from '../../backends/wasm/ways/tiles.ts';
import { defineLayer, type LowerContext, neverView, noWeights, type ShapeResult } from '../layer.ts';
import { type PoolParameters, poolGeometry } from './geometry.ts';
import { notAMap } from './map-problem.ts';
import { poolReference } from '../../operations/pooling/reference.ts';
import { poolSamples } from './samples.ts';

type Parameters = PoolParameters & { readonly operation: 'max' | 'average'; readonly countPadding: boolean };

function inferShape(parameters: Parameters, input: readonly number[] | undefined): ShapeResult {
  if (input === undefined || input.length !== 3) return notAMap('A pooling layer', input);
  const { size, padding } = parameters;
  const { height, width, channels, vertical, horizontal } = poolGeometry(parameters, input);
  if (
    typeof padding !== 'string' &&
    (Math.max(padding.top, padding.bottom) >= size[0] || Math.max(padding.left, padding.right) >= size[1])
  ) {
    return {
      problem: {
        id: 'padding-exceeds-window',
        message: 'The padding must be smaller than the window on every side, or a window would see nothing but padding.',
        expected: `less than ${size[0]} above and below, less than ${size[1]} left and right`,
        received: `${padding.top} above, ${padding.bottom} below, ${padding.left} left, ${padding.right} right`,
        fix: { label: 'Use no padding', parameters: { padding: 'valid' } },
      },
    };
  }
  if (vertical.output < 1 || horizontal.output < 1) {
    const fitting = [Math.min(size[0], height), Math.min(size[1], width)] as const;
    return {
      problem: {
        id: 'window-exceeds-input',
        message: `A window of ${formatShape(size)} does not fit into a map of ${height}×${width}.`,
        expected: `a map of at least ${formatShape(size)}`,
        received: formatShape(input),
        fix: { label: `Use a window of ${formatShape(fitting)}`, parameters: { size: fitting } },
      },
    };
  }
  return { shape: [vertical.output, horizontal.output, channels] };
}

/** What both passes of both operations are told. */
function numbersOf(context: LowerContext<Parameters>): Record<string, number> {
  const { size, stride } = context.parameters;
  const { height, width, channels, vertical, horizontal } = poolGeometry(context.parameters, context.inputShapes[0] ?? []);
  return {
    n: context.batch,
    height,
    width,
    channels,
    outHeight: vertical.output,
    outWidth: horizontal.output,
    sizeHeight: size[0],
    sizeWidth: size[1],
    strideHeight: stride[0],
    strideWidth: stride[1],
    top: vertical.before,
    left: horizontal.before,
  };
}

/** Until where a mean counts cells: through the padding, or only the input. */
function countedExtents(context: LowerContext<Parameters>): Record<string, number> {
  const { height, width, vertical, horizontal } = poolGeometry(context.parameters, context.inputShapes[0] ?? []);
  const counts = context.parameters.countPadding;
  return {
    firstRow: counts ? -vertical.before : 0,
    lastRow: height + (counts ? vertical.after : 0),
    firstColumn: counts ? -horizontal.before : 0,
    lastColumn: width + (counts ? horizontal.after : 0),
  };
}

const switchesOf = (context: LowerContext<Parameters>) => {
  const [height = 0, width = 0, channels = 0] = context.outputShape;
  return context.keep('switches', context.batch * height * width * channels * 4);
};

export const pool2d = defineLayer({
  type: 'pool2d',
  label: 'Pooling',
  group: 'pooling',
  explanation:
    'Slides a window over each channel and keeps one number of it: the largest, which tells that a feature was found somewhere in the window, or the mean. With a stride of 2 the map halves, the layers behind see twice as far with the same kernels, and small shifts of the image change less. There is nothing to learn.',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    operation: {
      kind: 'choice',
      label: 'Operation',
      help: 'The largest value of the window, or the mean of its values.',
      options: [
        { value: 'max', label: 'Maximum' },
        { value: 'average', label: 'Average' },
      ],
      default: 'max',
    },
    size: {
      kind: 'pair',
      label: 'Window',
      help: 'Height and width of the window in cells of the map.',
      minimum: 1,
      maximum: 256,
      default: [2, 2],
    },
    stride: {
      kind: 'pair',
      label: 'Stride',
      help: 'Cells from one window to the next, down and across.',
      minimum: 1,
      maximum: 256,
      default: [2, 2],
    },
    padding: {
      kind: 'padding',
      label: 'Padding',
      help: 'Empty cells around the map: none, so many that the output is ⌈input / stride⌉, or as given. They never win a maximum.',
      rules: ['valid', 'same'],
      default: 'valid',
    },
    ceilMode: {
      kind: 'toggle',
      label: 'Keep partial windows',
      help: 'Rows and columns left over at the end get a smaller window of their own instead of being ignored.',
      default: false,
    },
    countPadding: {
      kind: 'toggle',
      label: 'Count padding',
      help: 'Padding counts as zeros in the mean, which darkens the border; otherwise only real cells count.',
      default: false,
      when: { field: 'operation', isOneOf: ['average'] },
    },
  },
  isView: neverView,
  inferShape: (parameters, inputs) => inferShape(parameters, inputs[0]),
  weights: noWeights,
  multiplyAdds: () => 0,
  receptiveField: (parameters, inputs) => {
    const { vertical, horizontal } = poolGeometry(parameters, inputs[0] ?? []);
    return { kind: 'window', size: parameters.size, stride: parameters.stride, before: [vertical.before, horizontal.before] };
  },
  fusion: { rectifies: true, masks: true },
  forward: (context) => {
    const [x] = context.inputs;
    if (x === undefined) throw new Error('pool2d: no input');
    const [outHeight = 0, outWidth = 0, channels = 0] = context.outputShape;
    const y = context.output;
    const rectify = context.rectify ? 1 : 0;
    const tiles = rowTiles(context.batch * outHeight, outWidth * channels * context.parameters.size[0]);
    if (context.parameters.operation === 'max') {
      const switches = context.training ? switchesOf(context) : y;
      const numbers = { ...numbersOf(context), keepSwitches: context.training ? 1 : 0, rectify };
      context.step({ kernel: 'pool2dMaxForward', reads: { x }, writes: { y, switches }, numbers, tiles });
    } else {
      context.step({
        kernel: 'pool2dAverageForward',
        reads: { x },
        writes: { y },
        numbers: { ...numbersOf(context), ...countedExtents(context), rectify },
        tiles,
      });
    }
  },
  backward: (context) => {
    const dx = context.inputGradient(0);
    if (dx === undefined) return;
    const [height = 0, width = 0, channels = 0] = context.inputShapes[0] ?? [];
    const dy = context.outputGradient;
    const rectified = context.rectified(0) ? 1 : 0;
    const tiles = rowTiles(context.batch * height, width * channels);
    if (context.parameters.operation === 'max') {
      context.step({
        kernel: 'pool2dMaxBackward',
        // the winner's value is the output: where that is not positive, nothing goes back
        reads: { switches: switchesOf(context), y: rectified === 1 ? context.output : dy, dy },
        writes: { dx },
        numbers: { ...numbersOf(context), rectified },
        tiles,
      });
    } else {
      context.step({
        kernel: 'pool2dAverageBackward',
        reads: { dy, x: rectified === 1 ? (context.inputs[0] ?? dx) : dx },
        writes: { dx },
        numbers: { ...numbersOf(context), ...countedExtents(context), rectified },
        tiles,
      });
    }
  },
  reference: poolReference,
  samples: poolSamples,
});
