// Rises linearly to the full learning rate over the first epochs, then stays or falls along a cosine. Update 0 already takes
// a step: the factor is (update + 1) / updates of the warm-up.
import { cosineFactor } from '../cosine/definition.ts';
import { defineSchedule } from '../schedule.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const warmup = defineSchedule({
  type: 'warmup',
  words: { en: words, zh: chinese },
  fields: {
    epochs: { kind: 'number', minimum: 0, maximum: 1000, default: 1 },
    afterwards: { kind: 'choice', options: ['cosine', 'constant'], default: 'cosine' },
    minimumShare: { kind: 'number', minimum: 0, maximum: 1, default: 0, when: { field: 'afterwards', isOneOf: ['cosine'] } },
  },
  factor: (parameters, update, updates, updatesPerEpoch) => {
    const rising = Math.min(updates, Math.round(parameters.epochs * updatesPerEpoch));
    if (update < rising) return (update + 1) / rising;
    if (parameters.afterwards === 'constant') return 1;
    return cosineFactor(updates > rising ? (update - rising) / (updates - rising) : 0, parameters.minimumShare);
  },
});
