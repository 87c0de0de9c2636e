// The input: images as f32[n,height,width,channels], all of one size or each batch of its own. It computes nothing itself: a program
// turns the bytes of a batch into its output (program/compose.ts), since scale and offset belong to the data, not to the network.
import { messagesOf } from '../../base/messages.ts';
import { defineLayer, noWeights } from '../layer.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const { problem, fix } = messagesOf(words);

export const input = defineLayer({
  type: 'input',
  words: { en: words, zh: chinese },
  group: 'input',
  inputs: { minimum: 0, maximum: 0 },
  fields: {
    sizes: { kind: 'choice', options: ['fixed', 'any'], default: 'fixed' },
    height: { kind: 'integer', minimum: 1, maximum: 4096, default: 28 },
    width: { kind: 'integer', minimum: 1, maximum: 4096, default: 28 },
    step: { kind: 'integer', minimum: 1, maximum: 1024, default: 8, when: { field: 'sizes', isOneOf: ['any'] } },
    largest: { kind: 'integer', minimum: 1, maximum: 4096, default: 256, when: { field: 'sizes', isOneOf: ['any'] } },
    channels: { kind: 'integer', minimum: 1, maximum: 4, default: 1 },
  },
  inferShape: ({ sizes, height, width, largest, channels }) => {
    const longest = Math.max(height, width);
    if (sizes === 'fixed' || largest >= longest) return { shape: [height, width, channels] };
    return {
      problem: {
        ...problem('largest-below-smallest', { least: longest, largest }),
        fix: { ...fix('set-longest-side', { least: longest }), parameters: { largest: longest } },
      },
    };
  },
  weights: noWeights,
  compute: () => {
    throw new Error('input: a program fills it with normalizeImages; it computes nothing itself');
  },
  samples: [
    { name: 'grey, an odd size', parameters: { height: 5, width: 7, channels: 1 }, inputShapes: [], batch: 1 },
    { name: 'two channels', parameters: { height: 3, width: 3, channels: 2 }, inputShapes: [], batch: 3 },
    { name: 'colour, more values than a tile', parameters: { height: 41, width: 37, channels: 3 }, inputShapes: [], batch: 3 },
    { name: 'four channels', parameters: { height: 2, width: 5, channels: 4 }, inputShapes: [], batch: 2 },
    { name: 'any size, at the smallest', parameters: { sizes: 'any', height: 6, width: 5 }, inputShapes: [], batch: 2 },
  ],
});
