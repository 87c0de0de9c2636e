// What is said on the canvas, in English.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const canvasTexts = defineTexts(
  {
    without: 'no {label}',
    count: '{count} {label}',
    named: '{label} {value}',
    padding: 'padding {top}, {bottom}, {left}, {right}',
  },
  chinese,
);
