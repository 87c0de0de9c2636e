// What is said around every diagnostic, and of a layer in one line, in English.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese, chineseSummary } from './words.zh.ts';

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

/** The parameters of a layer. */
export const summaryTexts = defineTexts(
  {
    without: 'no {label}',
    count: '{count} {label}',
    named: '{label} {value}',
    padding: 'padding {top}, {bottom}, {left}, {right}',
  },
  chineseSummary,
);
