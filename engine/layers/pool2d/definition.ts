// Pooling over windows of a map, each channel alone: the largest value or the mean.
import { formatShape } from '../../base/shape.ts';
import { poolAverage, poolMaximum } from '../../operations/pooling/operation.ts';
import { defineLayer, firstOf, noWeights, type ShapeResult } from '../layer.ts';
import { type PoolParameters, poolAxes, poolGeometry } from './geometry.ts';
import { notAMap } from './map-problem.ts';
import { poolSamples } from './samples.ts';
import { words } from './words.ts';

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
  const shape = [vertical.output, horizontal.output, channels];
  return parameters.operation === 'max' ? { shape, others: { switches: shape } } : { shape };
}

export const pool2d = defineLayer({
  type: 'pool2d',
  words,
  group: 'pooling',
  inputs: { minimum: 1, maximum: 1 },
  outputs: [
    { name: 'y', element: 'f32' },
    { name: 'switches', element: 'i32', when: { field: 'operation', isOneOf: ['max'] } },
  ],
  fields: {
    operation: { kind: 'choice', options: ['max', 'average'], default: 'max' },
    size: { kind: 'pair', minimum: 1, maximum: 256, default: [2, 2] },
    stride: { kind: 'pair', minimum: 1, maximum: 256, default: [2, 2] },
    padding: { kind: 'padding', rules: ['valid', 'same'], default: 'valid' },
    ceilMode: { kind: 'toggle', default: false },
    countPadding: { kind: 'toggle', default: false, when: { field: 'operation', isOneOf: ['average'] } },
  },
  inferShape: (parameters, inputs) => inferShape(parameters, inputs[0]),
  weights: noWeights,
  compute: ({ builder, inputs, parameters }) => {
    const x = firstOf(inputs);
    const axes = poolAxes(parameters, x.type.shape.slice(1));
    const { operation, countPadding } = parameters;
    return operation === 'max' ? { ...poolMaximum(builder, x, { axes }) } : { y: poolAverage(builder, x, { axes, countPadding }) };
  },
  samples: poolSamples,
});
