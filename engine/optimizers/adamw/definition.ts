// AdamW (Loshchilov and Hutter 2019; PyTorch's formulas): Adam with w ← w (1 − η λ) before the step, so that decay does not
// pass through the division by the root. The kernel is Adam's.
import { adamFields, applyAdam, correctBias } from '../adam/update.ts';
import { defineOptimizer } from '../optimizer.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const adamw = defineOptimizer({
  type: 'adamw',
  words: { en: words, zh: chinese },
  fields: adamFields(0.01),
  stateCount: () => 2,
  correct: correctBias,
  update: (context) => applyAdam(context, true),
});
