// The same learning rate throughout.
import { defineSchedule } from './schedule.ts';

export const constant = defineSchedule({
  type: 'constant',
  label: 'Constant',
  explanation: 'The learning rate stays as it is. Simple, and right while one is still looking for a rate that works.',
  fields: {},
  factor: () => 1,
});
