// Rises linearly to the full learning rate over the first epochs, then stays or falls along a cosine. Update 0 already takes
// a step: the factor is (update + 1) / updates of the warm-up.
import { cosineFactor } from './cosine.ts';
import { defineSchedule } from './schedule.ts';

export const warmup = defineSchedule({
  type: 'warmup',
  label: 'Warm-up',
  explanation:
    'Starts with small steps and grows to the full learning rate, then goes on as chosen. The first gradients of a fresh network are large and point anywhere; a warm-up keeps them from throwing the weights far off, which matters with large batches and rates.',
  fields: {
    epochs: {
      kind: 'number',
      label: 'Warm-up',
      help: 'Epochs until the full learning rate is reached; fractions are allowed.',
      minimum: 0,
      maximum: 1000,
      default: 1,
    },
    afterwards: {
      kind: 'choice',
      label: 'Then',
      help: 'What follows the warm-up.',
      options: [
        { value: 'cosine', label: 'Cosine' },
        { value: 'constant', label: 'Constant' },
      ],
      default: 'cosine',
    },
    minimumShare: {
      kind: 'number',
      label: 'Final share',
      help: 'The share of the learning rate that is left at the end.',
      minimum: 0,
      maximum: 1,
      default: 0,
      when: { field: 'afterwards', isOneOf: ['cosine'] },
    },
  },
  factor: (parameters, update, updates, updatesPerEpoch) => {
    const rising = Math.min(updates, Math.round(parameters.epochs * updatesPerEpoch));
    if (update < rising) return (update + 1) / rising;
    if (parameters.afterwards === 'constant') return 1;
    return cosineFactor(updates > rising ? (update - rising) / (updates - rising) : 0, parameters.minimumShare);
  },
});
