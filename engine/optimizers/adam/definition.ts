// Adam (Kingma and Ba 2015; PyTorch's formulas): m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g²,
// w ← w − η/(1−β₁ᵗ) · m / (√v / √(1−β₂ᵗ) + ε); weight decay joins the gradient, g ← g + λ w. State: m, v.
import { defineOptimizer } from '../optimizer.ts';
import { adamFields, applyAdam, correctBias } from './update.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const adam = defineOptimizer({
  type: 'adam',
  words: { en: words, zh: chinese },
  fields: adamFields(0),
  stateCount: () => 2,
  correct: correctBias,
  update: (context) => applyAdam(context, false),
});
