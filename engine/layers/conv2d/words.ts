// What the layer “Conv 2D” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.
import { initializerWords } from '../words.ts';

export const words = {
  label: 'Conv 2D',
  synonyms: 'convolution, conv, 2d convolution, depthwise, grouped convolution, kernel, filter',
  explanation:
    'Slides each kernel over the map and writes down how well every place matches it. The same few weights serve all places (parameter sharing), each output sees a small neighbourhood only (sparse interaction), and a shifted input gives a shifted output (equivariance).',
  fields: {
    filters: { label: 'Filters', help: 'Number of kernels, and of maps that come out.' },
    kernelSize: { label: 'Kernel size', help: 'Height and width of the kernel, in pixels.' },
    stride: { label: 'Stride', help: 'Pixels from one position of the kernel to the next.' },
    padding: {
      label: 'Padding',
      help: 'Zeros around the map: valid adds none, same keeps the size at stride 1, full lets the kernel overlap by one pixel.',
    },
    dilation: { label: 'Dilation', help: 'Pixels from one weight of the kernel to the next.' },
    groups: {
      label: 'Groups',
      help: 'Splits channels and filters into parts that do not see each other; as many as channels is depthwise.',
    },
    bias: { label: 'Bias', help: 'Adds one learned value to every map.' },
    kernel: {
      label: 'Operator',
      help: 'Convolution reads the kernel from its other end (flipped both ways); cross-correlation, which most libraries call convolution, does not.',
      options: { 'cross-correlation': 'Cross-correlation', convolution: 'Convolution (kernel flipped)' },
    },
    initializer: initializerWords,
  },
  problems: {
    'kernel-larger-than-input': {
      message: 'The kernel covers {reach} pixels, more than the padded map has.',
      expected: 'a kernel within {room} pixels',
      received: '{reach}',
    },
  },
} as const;
