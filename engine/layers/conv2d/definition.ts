// Two-dimensional convolution: weights f32[kernelHeight,kernelWidth,channels/groups,filters], bias f32[filters].
import { messagesOf } from '../../base/messages.ts';
import { mapSize, type Shape } from '../../base/shape.ts';
import { convolve } from '../../operations/convolution/operation.ts';
import { conv2dGeometry, effectiveKernel, windowAxes } from '../../operations/window.ts';
import { initializer } from '../initialization.ts';
import { defineLayer, firstOf, type ShapeResult } from '../layer.ts';
import { notAMap } from '../map-problem.ts';
import { words as sharedWords } from '../words.ts';
import { type Conv2dParameters, conv2dFields } from './parameters.ts';
import { conv2dSamples } from './samples/index.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const { problem } = messagesOf(words);
const { problem: sharedProblem, fix } = messagesOf(sharedWords);

function nearestDivisor(groups: number, channels: number): number {
  for (let candidate = Math.min(groups, channels); candidate > 1; candidate--) if (channels % candidate === 0) return candidate;
  return 1;
}

function inferShape(parameters: Conv2dParameters, inputs: readonly Shape[]): ShapeResult {
  const [shape] = inputs;
  if (shape === undefined || shape.length !== 3) return notAMap('conv2d', shape);
  const { height, width, channels } = mapSize(shape);
  const { groups, filters } = parameters;
  if (channels % groups !== 0 || filters % groups !== 0) {
    const divisor = nearestDivisor(groups, channels % groups === 0 ? filters : channels);
    const fitting = channels % divisor === 0 && filters % divisor === 0 ? divisor : 1;
    return {
      problem: {
        ...sharedProblem('groups-do-not-divide', { channels, filters, groups }),
        fix: { ...fix('set-groups', { groups: fitting }), parameters: { groups: fitting } },
      },
    };
  }
  const { outHeight, outWidth, rows, columns } = conv2dGeometry(parameters, shape);
  if (outHeight >= 1 && outWidth >= 1) return { shape: [outHeight, outWidth, filters] };
  const { kernelSize, dilation } = parameters;
  const reach = [effectiveKernel(kernelSize[0], dilation[0]), effectiveKernel(kernelSize[1], dilation[1])];
  const room = [height + rows.before + rows.after, width + columns.before + columns.after];
  const largest: [number, number] = [
    Math.min(parameters.kernelSize[0], Math.max(1, Math.floor((height + rows.before + rows.after - 1) / parameters.dilation[0]) + 1)),
    Math.min(parameters.kernelSize[1], Math.max(1, Math.floor((width + columns.before + columns.after - 1) / parameters.dilation[1]) + 1)),
  ];
  return {
    problem: {
      ...problem('kernel-larger-than-input', { reach, room }),
      fix: { ...fix('set-kernel-size', { size: largest }), parameters: { kernelSize: largest } },
    },
  };
}

export const conv2d = defineLayer({
  type: 'conv2d',
  words: { en: words, zh: chinese },
  group: 'convolution',
  inputs: { minimum: 1, maximum: 1 },
  fields: conv2dFields,
  inferShape,
  weights: (parameters, inputs) => {
    const { channels } = mapSize(inputs[0] ?? []);
    const [height, width] = parameters.kernelSize;
    const perGroup = channels / parameters.groups;
    const [fanIn, fanOut] = [height * width * perGroup, height * width * parameters.filters];
    const kernel = {
      name: 'weights',
      shape: [height, width, perGroup, parameters.filters],
      initializer: initializer(parameters.initializer, fanIn, fanOut),
      trainable: true,
      decays: true,
    };
    const zeros = { kind: 'constant', value: 0 } as const;
    const bias = { name: 'bias', shape: [parameters.filters], initializer: zeros, trainable: true, decays: false };
    return parameters.bias ? [kernel, bias] : [kernel];
  },
  compute: ({ builder, parameters, inputs, weight }) => {
    const x = firstOf(inputs);
    const axes = windowAxes(parameters, x.type.shape.slice(1, -1));
    const bias = parameters.bias ? { bias: weight('bias') } : {};
    const attributes = { axes, groups: parameters.groups, flip: parameters.kernel === 'convolution' };
    return convolve(builder, { x, weights: weight('weights'), ...bias }, attributes);
  },
  samples: conv2dSamples,
});
