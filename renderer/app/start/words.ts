// What the first screen says, and what the networks that come with the application are called, in English; in Chinese beside it
// (words.zh.ts).
import { defineTexts } from '../../../engine/words/texts.ts';
import { chinese, chineseSynonyms, chineseTemplates } from './words.zh.ts';

export const startTexts = defineTexts(
  {
    start: 'Start',
    title: 'Draw a convolutional network and watch it learn',
    private: 'Everything runs on this computer; no image leaves it.',
    samples: 'Ten kinds of clothing in small grey pictures. It takes less than a minute.',
    templates: 'Start from a template',
    layers: '{count, plural, one {# layer} other {# layers}}',
    parameters: '{count} parameters',
  },
  chinese,
);

/** By the name of the template's file. */
export const templateTexts = defineTexts(
  {
    lenet: 'LeNet',
    'all-convolutional': 'All-convolutional',
    'auto-encoder': 'Auto-encoder',
    residual: 'Residual',
    'vgg-small': 'Small VGG',
  },
  chineseTemplates,
);

/** Other words to find a template by, with commas between them. */
export const templateSynonyms = defineTexts(
  {
    lenet: 'example, starter, classification, mnist, digits, simple, small',
    'all-convolutional': 'example, starter, classification, fully convolutional, strided',
    'auto-encoder': 'example, starter, autoencoder, reconstruction, compress, unsupervised',
    residual: 'example, starter, classification, resnet, skip connections, shortcut',
    'vgg-small': 'example, starter, classification, vgg, deep',
  },
  chineseSynonyms,
);

export type TemplateId = keyof typeof templateTexts.en;
