// AdamW (Loshchilov and Hutter 2019; PyTorch's formulas): Adam with w ← w (1 − η λ) before the step, so that decay does not
// pass through the division by the root. The kernel is Adam's.
import { adamFields, applyAdam, correctBias } from '../adam/update.ts';
import { defineOptimizer, spared } from '../optimizer.ts';

export const adamw = defineOptimizer({
  type: 'adamw',
  label: 'AdamW',
  explanation:
    'Adam with weight decay done right: the weights shrink by the same share at every step, whatever their gradients. In Adam decay is divided like a gradient, so the weights that need it most get least of it. A good first choice for larger networks.',
  fields: adamFields(
    `The kernels of convolutions and the matrices of dense layers shrink by this share times the learning rate at every step. ${spared}`,
    0.01,
  ),
  stateCount: () => 2,
  correct: correctBias,
  update: (context) => applyAdam(context, true),
});
