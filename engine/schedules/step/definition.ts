// Multiplies the learning rate by a factor after every so many epochs: factor^⌊epoch / everyEpochs⌋.
import { defineSchedule } from '../schedule.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const step = defineSchedule({
  type: 'step',
  words: { en: words, zh: chinese },
  fields: {
    everyEpochs: { kind: 'integer', minimum: 1, maximum: 10000, default: 5 },
    factor: { kind: 'number', minimum: 0.001, maximum: 1, default: 0.5 },
  },
  factor: (parameters, update, _updates, updatesPerEpoch) =>
    parameters.factor ** Math.floor(update / Math.max(1, updatesPerEpoch) / parameters.everyEpochs),
});
