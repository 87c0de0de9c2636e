// What the first screen says, and what the networks that come with the application are called, in English; in Chinese beside it
// (words.zh.ts).
import { defineTexts } from '../../../engine/words/texts.ts';
import { chinese, chineseTemplates } from './words.zh.ts';

export const startTexts = defineTexts(
  {
    start: 'Start',
    title: 'Draw a convolutional network and watch it learn',
    private: 'Everything runs on this computer; no image leaves it.',
    train: 'Train LeNet on the sample images',
    training: 'Training the sample network',
    samples: 'Ten kinds of clothing in small grey pictures. It takes less than a minute.',
    templates: 'Start from a template',
    openingTemplate: 'Opening the template',
    empty: 'Start from an empty canvas',
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

export type TemplateId = keyof typeof templateTexts.en;
