// What is said around every diagnostic, and of a layer in one line, in English.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese, chineseDrafts, chineseSummary } from './words.zh.ts';

export const problemTexts = defineTexts(
  {
    at: 'at',
    expected: 'expected',
    received: 'received',
    todo: '{text}.',
    mendAndTrain: '{fix} and train',
    label: '{severity, select, error {Problem} other {Warning}} at {place}: {message}',
    listLabel: 'Problems at {place}',
  },
  chinese,
);

/** Of fields whose text is no value for them. */
export const draftTexts = defineTexts(
  {
    invalid:
      '{field}{isLayer, select, true { of {node}} other {}} has no valid value: expected {isWhole, select, true {a whole number} other {a number}} from {minimum} to {maximum}',
  },
  chineseDrafts,
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
