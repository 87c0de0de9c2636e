// Adam (Kingma and Ba 2015; PyTorch's formulas): m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g²,
// w ← w − η/(1−β₁ᵗ) · m / (√v / √(1−β₂ᵗ) + ε); weight decay joins the gradient, g ← g + λ w. State: m, v.
import { defineOptimizer, spared } from '../optimizer.ts';
import { adamFields, applyAdam, correctBias } from './update.ts';

export const adam = defineOptimizer({
  type: 'adam',
  label: 'Adam',
  explanation:
    'Gives each weight a step of its own size: the running mean of its gradient divided by the running root mean square. Weights with small or rare gradients move as far as the others. Learns fast without much tuning; it keeps two more numbers per weight.',
  fields: adamFields(
    `Pulls the kernels of convolutions and the matrices of dense layers towards 0: this share of each weight is added to its gradient. ${spared}`,
    0,
  ),
  stateCount: () => 2,
  correct: correctBias,
  update: (context) => applyAdam(context, false),
});
