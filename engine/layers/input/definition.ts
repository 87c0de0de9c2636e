// The input: images as f32[n,height,width,channels], all of one size or each batch of its own. It computes nothing itself: a program
// turns the bytes of a batch into its output (program/compose.ts), since scale and offset belong to the data, not to the network.
import { defineLayer, noWeights } from '../layer.ts';

export const input = defineLayer({
  type: 'input',
  label: 'Input',
  group: 'input',
  explanation:
    'Where the images come in. Every image is brought to this height and width, or keeps a size of its own where sizes vary; its bytes 0–255 are shifted and scaled so that each channel has mean 0 and variance 1 over the training images: the first layer then starts from values of a sensible size. One channel is grey, three are red, green and blue.',
  inputs: { minimum: 0, maximum: 0 },
  fields: {
    sizes: {
      kind: 'choice',
      label: 'Sizes',
      help: 'One size for all images, or a size of its own for each, from height × width on. Images are then trained on in batches of one size.',
      options: [
        { value: 'fixed', label: 'One size' },
        { value: 'any', label: 'Any size' },
      ],
      default: 'fixed',
    },
    height: {
      kind: 'integer',
      label: 'Height',
      help: 'Height of the images in pixels; of the smallest where sizes vary.',
      minimum: 1,
      maximum: 4096,
      default: 28,
    },
    width: {
      kind: 'integer',
      label: 'Width',
      help: 'Width of the images in pixels; of the smallest where sizes vary.',
      minimum: 1,
      maximum: 4096,
      default: 28,
    },
    step: {
      kind: 'integer',
      label: 'Step',
      help: 'Pixels by which sizes grow: sides are rounded up to the smallest plus a number of these. At most 64 sizes may occur.',
      minimum: 1,
      maximum: 1024,
      default: 8,
      when: { field: 'sizes', isOneOf: ['any'] },
    },
    largest: {
      kind: 'integer',
      label: 'Longest side',
      help: 'In pixels: larger images are shrunk until no side is longer.',
      minimum: 1,
      maximum: 4096,
      default: 256,
      when: { field: 'sizes', isOneOf: ['any'] },
    },
    channels: { kind: 'integer', label: 'Channels', help: '1 for grey images, 3 for colour.', minimum: 1, maximum: 4, default: 1 },
  },
  inferShape: ({ sizes, height, width, largest, channels }) => {
    const longest = Math.max(height, width);
    if (sizes === 'fixed' || largest >= longest) return { shape: [height, width, channels] };
    return {
      problem: {
        id: 'largest-below-smallest',
        message: 'The longest side of an image can’t be shorter than the smallest size.',
        expected: `at least ${longest}`,
        received: `${largest}`,
        fix: { label: `Set longest side to ${longest}`, parameters: { largest: longest } },
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
