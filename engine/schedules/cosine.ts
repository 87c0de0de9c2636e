// Half a cosine from 1 down to a minimum over the whole run (Loshchilov and Hutter 2017, without restarts).
import { defineSchedule } from './schedule.ts';

/** The factor after the share `progress`, 0 to 1, of the way. */
export function cosineFactor(progress: number, minimumShare: number): number {
  return minimumShare + (1 - minimumShare) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, Math.max(0, progress))));
}

export const cosine = defineSchedule({
  type: 'cosine',
  label: 'Cosine',
  explanation:
    'Lowers the learning rate along half a cosine: slowly at first, fast in the middle, gently at the end. It has nothing to tune but the number of epochs, and ends with steps so small that the weights settle.',
  fields: {
    minimumShare: {
      kind: 'number',
      label: 'Final share',
      help: 'The share of the learning rate that is left at the end.',
      minimum: 0,
      maximum: 1,
      default: 0,
    },
  },
  factor: (parameters, update, updates) => cosineFactor(updates > 0 ? update / updates : 0, parameters.minimumShare),
});
