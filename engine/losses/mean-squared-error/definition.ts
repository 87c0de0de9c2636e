// Mean squared error of the probabilities against one-hot targets, over classes and batch (Brier's score, divided by K);
// the gradient goes through softmax: ∂/∂xᵢ = pᵢ (gᵢ − Σ pⱼ gⱼ) with g = 2 (p − t) / (n K).
import { labelStep } from '../label-step.ts';
import { defineLoss } from '../loss.ts';
import { meanSquaredErrorReference } from '../../operations/probability-error/reference.ts';

export const meanSquaredError = defineLoss({
  type: 'meanSquaredError',
  label: 'Mean squared error',
  explanation:
    'The mean squared distance between the probabilities and the truth (1 for the right class, 0 for the others). Never larger than 2 divided by the number of classes, so single wrong labels weigh little; but where the network is confidently wrong its gradient almost vanishes, and learning starts slowly.',
  fields: {},
  lower: (context) => context.step(labelStep('meanSquaredErrorLoss', context, {})),
  reference: meanSquaredErrorReference,
});
