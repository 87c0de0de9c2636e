// What the palette of layers says, in English; in Chinese beside it (words.zh.ts). What layers say of themselves is the engine's.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const paletteTexts = defineTexts(
  {
    layers: 'Layers',
    find: 'Find a layer',
    nothing: 'No layer is called “{search}”.',
    add: 'Add layer: {layer}',
    name: '{layer}',
    input: 'Input',
    convolution: 'Convolution',
    detector: 'Detector',
    pooling: 'Pooling',
    dense: 'Dense',
    regularisation: 'Regularisation',
    merge: 'Merge',
    output: 'Output',
  },
  chinese,
);
