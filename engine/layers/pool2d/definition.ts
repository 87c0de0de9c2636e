// Pooling over windows of a map, each channel alone: the largest value or the mean.
import { messagesOf } from '../../base/messages.ts';
import { poolAverage, poolMaximum } from '../../operations/pooling/operation.ts';
import { defineLayer, firstOf, noWeights, type ShapeResult } from '../layer.ts';
import { notAMap } from '../map-problem.ts';
import { words as sharedWords } from '../words.ts';
import { type PoolParameters, poolAxes, poolGeometry } from './geometry.ts';
import { poolSamples } from './samples.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const { problem, fix } = messagesOf(words);
const { fix: sharedFix } = messagesOf(sharedWords);

type Parameters = PoolParameters & { readonly operation: 'max' | 'average'; readonly countPadding: boolean };

function inferShape(parameters: Parameters, input: readonly number[] | undefined): ShapeResult {
  if (input === undefined || input.length !== 3) return notAMap('pool2d', input);
  const { size, padding } = parameters;
  const { height, width, channels, vertical, horizontal } = poolGeometry(parameters, input);
  if (
    typeof padding !== 'string' &&
    (Math.max(padding.top, padding.bottom) >= size[0] || Math.max(padding.left, padding.right) >= size[1])
  ) {
    return {
      problem: {
        ...problem('padding-exceeds-window', { height: size[0], width: size[1], ...padding }),
        fix: { ...sharedFix('use-no-padding'), parameters: { padding: 'valid' } },
      },
    };
  }
  if (vertical.output < 1 || horizontal.output < 1) {
    const fitting = [Math.min(size[0], height), Math.min(size[1], width)] as const;
    return {
      problem: {
        ...problem('window-exceeds-input', { window: size, map: [height, width], input }),
        fix: { ...fix('use-window', { window: fitting }), parameters: { size: fitting } },
      },
    };
  }
  const shape = [vertical.output, horizontal.output, channels];
  return parameters.operation === 'max' ? { shape, others: { switches: shape } } : { shape };
}

export const pool2d = defineLayer({
  type: 'pool2d',
  words: { en: words, zh: chinese },
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
