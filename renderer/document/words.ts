// What is said around every diagnostic, in English.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const problemTexts = defineTexts(
  {
    at: 'at',
    expected: 'expected',
    received: 'received',
    todo: '{text}.',
    label: '{severity, select, error {Problem} other {Warning}} at {place}: {message}',
    listLabel: 'Problems at {place}',
  },
  chinese,
);
