// The same learning rate throughout.
import { defineSchedule } from '../schedule.ts';
import { words } from './words.ts';

export const constant = defineSchedule({
  type: 'constant',
  words,
  fields: {},
  factor: () => 1,
});
