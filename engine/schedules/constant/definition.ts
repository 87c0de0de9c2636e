// The same learning rate throughout.
import { defineSchedule } from '../schedule.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const constant = defineSchedule({
  type: 'constant',
  words: { en: words, zh: chinese },
  fields: {},
  factor: () => 1,
});
