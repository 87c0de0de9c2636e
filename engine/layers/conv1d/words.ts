// What the layer “Conv 1D” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.
import { words as conv2dWords } from '../conv2d/words.ts';

const { groups, bias, kernel, initializer } = conv2dWords.fields;

export const words = {
  label: 'Conv 1D',
  synonyms: '1d convolution, temporal convolution, sequence convolution, convolution',
  explanation:
    'Slides each kernel along one axis and writes down how well every place matches it: along the width of a map, each row by itself, with the same kernels for all rows. It sees left and right but never above and below, as is right for rows that are signals, spectra or lines of a table. With causal padding an output sees only what came before it.',
  fields: {
    filters: { label: 'Filters', help: 'Number of kernels, and of channels that come out.' },
    kernelSize: { label: 'Kernel size', help: 'Length of the kernel, in values.' },
    stride: { label: 'Stride', help: 'Values from one position of the kernel to the next.' },
    padding: {
      label: 'Padding',
      help: 'Zeros at both ends: valid adds none, same keeps the length at stride 1, full lets the kernel overlap by one value, causal adds them in front alone, so that no output sees what comes later.',
      options: { same: 'Same', valid: 'Valid', full: 'Full', causal: 'Causal' },
    },
    dilation: { label: 'Dilation', help: 'Values from one weight of the kernel to the next.' },
    groups,
    bias,
    kernel: {
      ...kernel,
      help: 'Convolution reads the kernel from its other end (flipped); cross-correlation, which most libraries call convolution, does not.',
    },
    initializer,
  },
  problems: {
    'kernel-longer-than-row': {
      message: 'The kernel covers {reach} values, more than a padded row has.',
      expected: 'a kernel within {room} values',
      received: '{reach}',
    },
  },
} as const;
