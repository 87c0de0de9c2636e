// Half a cosine from 1 down to a minimum over the whole run (Loshchilov and Hutter 2017, without restarts).
import { defineSchedule } from '../schedule.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

/** The factor after the share `progress`, 0 to 1, of the way. */
export function cosineFactor(progress: number, minimumShare: number): number {
  return minimumShare + (1 - minimumShare) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, Math.max(0, progress))));
}

export const cosine = defineSchedule({
  type: 'cosine',
  words: { en: words, zh: chinese },
  fields: {
    minimumShare: { kind: 'number', minimum: 0, maximum: 1, default: 0 },
  },
  factor: (parameters, update, updates) => cosineFactor(updates > 0 ? update / updates : 0, parameters.minimumShare),
});
