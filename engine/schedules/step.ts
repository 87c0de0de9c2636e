// Multiplies the learning rate by a factor after every so many epochs: factor^⌊epoch / everyEpochs⌋.
import { defineSchedule } from './schedule.ts';

export const step = defineSchedule({
  type: 'step',
  label: 'Steps',
  explanation:
    'Lowers the learning rate by a factor every few epochs. Large steps first find the valley, smaller ones then settle in it; the loss often drops visibly at each change.',
  fields: {
    everyEpochs: { kind: 'integer', label: 'Every', help: 'Epochs between two changes.', minimum: 1, maximum: 10000, default: 5 },
    factor: { kind: 'number', label: 'Factor', help: 'What the learning rate is multiplied by.', minimum: 0.001, maximum: 1, default: 0.5 },
  },
  factor: (parameters, update, _updates, updatesPerEpoch) =>
    parameters.factor ** Math.floor(update / Math.max(1, updatesPerEpoch) / parameters.everyEpochs),
});
