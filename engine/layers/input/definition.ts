// The input: images of one size, as f32[n,height,width,channels]. It computes nothing itself: a program turns the
// bytes of a batch into its output (program/compose.ts), since scale and offset belong to the data, not to the network.
import { defineLayer, noWeights } from '../layer.ts';

export const input = defineLayer({
  type: 'input',
  label: 'Input',
  group: 'input',
  explanation:
    'Where the images come in. Every image is brought to this height and width, and its bytes 0–255 are shifted and scaled so that each channel has mean 0 and variance 1 over the training images: the first layer then starts from values of a sensible size. One channel is grey, three are red, green and blue.',
  inputs: { minimum: 0, maximum: 0 },
  fields: {
    height: { kind: 'integer', label: 'Height', help: 'Height of the images in pixels.', minimum: 1, maximum: 4096, default: 28 },
    width: { kind: 'integer', label: 'Width', help: 'Width of the images in pixels.', minimum: 1, maximum: 4096, default: 28 },
    channels: { kind: 'integer', label: 'Channels', help: '1 for grey images, 3 for colour.', minimum: 1, maximum: 4, default: 1 },
  },
  inferShape: (parameters) => ({ shape: [parameters.height, parameters.width, parameters.channels] }),
  weights: noWeights,
  compute: () => {
    throw new Error('input: a program fills it with normalizeImages; it computes nothing itself');
  },
  samples: [
    { name: 'grey, an odd size', parameters: { height: 5, width: 7, channels: 1 }, inputShapes: [], batch: 1 },
    { name: 'two channels', parameters: { height: 3, width: 3, channels: 2 }, inputShapes: [], batch: 3 },
    { name: 'colour, more values than a tile', parameters: { height: 41, width: 37, channels: 3 }, inputShapes: [], batch: 3 },
    { name: 'four channels', parameters: { height: 2, width: 5, channels: 4 }, inputShapes: [], batch: 2 },
  ],
});
