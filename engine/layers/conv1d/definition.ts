// Convolution along one axis: weights f32[kernel,channels/groups,filters], bias f32[filters]. A sequence is [length,channels]; of a map
// every row is one, and all rows share the kernels: they are seen as so many more examples.
import { messagesOf } from '../../base/messages.ts';
import type { Shape } from '../../base/shape.ts';
import { convolve } from '../../operations/convolution/operation.ts';
import { reshape } from '../../operations/reshape/operation.ts';
import { axisOutput, effectiveKernel, type WindowAxis, windowAxes } from '../../operations/window.ts';
import { initializer } from '../initialization.ts';
import { defineLayer, firstOf, type ShapeResult } from '../layer.ts';
import { notAMap } from '../map-problem.ts';
import { words as sharedWords } from '../words.ts';
import { type Conv1dParameters, conv1dFields } from './parameters.ts';
import { conv1dSamples } from './samples.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const { problem } = messagesOf(words);
const { problem: sharedProblem, fix } = messagesOf(sharedWords);

function axisOf({ kernelSize, stride, dilation, padding }: Conv1dParameters, length: number): WindowAxis {
  const single = { kernelSize: [kernelSize], stride: [stride], dilation: [dilation] };
  const given = padding === 'causal' ? [{ before: effectiveKernel(kernelSize, dilation) - 1, after: 0 }] : padding;
  const [axis] = windowAxes({ ...single, padding: given }, [length]);
  if (axis === undefined) throw new Error('a convolution along no axis');
  return axis;
}

const largestDivisor = (limit: number, channels: number, filters: number): number => {
  for (let candidate = limit; candidate > 1; candidate--) if (channels % candidate === 0 && filters % candidate === 0) return candidate;
  return 1;
};

function inferShape(parameters: Conv1dParameters, [shape]: readonly Shape[]): ShapeResult {
  const [length, channels] = shape?.slice(-2) ?? [];
  if (shape === undefined || shape.length < 2 || length === undefined || channels === undefined) return notAMap('conv1d', shape);
  const { groups, filters, kernelSize, dilation } = parameters;
  if (channels % groups !== 0 || filters % groups !== 0) {
    const fitting = largestDivisor(groups, channels, filters);
    return {
      problem: {
        ...sharedProblem('groups-do-not-divide', { channels, filters, groups }),
        fix: { ...fix('set-groups', { groups: fitting }), parameters: { groups: fitting } },
      },
    };
  }
  const axis = axisOf(parameters, length);
  const output = axisOutput(axis, length);
  if (output >= 1) return { shape: [...shape.slice(0, -2), output, filters] };
  const padded = length + axis.before + axis.after;
  const largest = Math.min(kernelSize, Math.floor((padded - 1) / dilation) + 1);
  return {
    problem: {
      ...problem('kernel-longer-than-row', { reach: effectiveKernel(kernelSize, dilation), room: padded }),
      fix: { ...fix('set-kernel-size', { size: largest }), parameters: { kernelSize: largest } },
    },
  };
}

export const conv1d = defineLayer({
  type: 'conv1d',
  words: { en: words, zh: chinese },
  group: 'convolution',
  inputs: { minimum: 1, maximum: 1 },
  fields: conv1dFields,
  inferShape,
  weights: ({ kernelSize, filters, groups, bias, initializer: chosen }, [shape = []]) => {
    const perGroup = (shape.at(-1) ?? 0) / groups;
    const kernel = {
      name: 'weights',
      shape: [kernelSize, perGroup, filters],
      initializer: initializer(chosen, kernelSize * perGroup, kernelSize * filters),
      trainable: true,
      decays: true,
    };
    const zeros = { kind: 'constant', value: 0 } as const;
    return bias ? [kernel, { name: 'bias', shape: [filters], initializer: zeros, trainable: true, decays: false }] : [kernel];
  },
  compute: ({ builder, parameters, inputs, weight }) => {
    const x = firstOf(inputs);
    const [batch = 1, ...shape] = x.type.shape;
    const [rows, length, channels] = shape.length === 2 ? [1, ...shape] : shape;
    if (rows === undefined || length === undefined || channels === undefined) throw new Error('conv1d: not a map');
    const sequences = reshape(builder, x, [batch * rows, length, channels]);
    const bias = parameters.bias ? { bias: weight('bias') } : {};
    const attributes = { axes: [axisOf(parameters, length)], groups: parameters.groups, flip: parameters.kernel === 'convolution' };
    const y = convolve(builder, { x: sequences, weights: weight('weights'), ...bias }, attributes);
    return reshape(builder, y, [batch, ...shape.slice(0, -2), ...y.type.shape.slice(1)]);
  },
  samples: conv1dSamples,
});
