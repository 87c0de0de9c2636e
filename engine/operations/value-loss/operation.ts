// Losses of values against values, one an example: the mean over its values of a function of prediction p and target t, and the
// gradient of the mean loss over the batch at once. Squared (p − t)²; absolute |p − t|; Huber ½(p − t)² up to δ, then δ(|p − t| − δ/2);
// binary cross-entropy −t ln p − (1 − t) ln(1 − p), with logarithms cut off at −100 as PyTorch does, so that a sure mistake costs much
// and not infinity. PyTorch's formulas: mse_loss, l1_loss, huber_loss, binary_cross_entropy.
import { isSameShape } from '../../base/shape.ts';
import { defineOperation, floats, type OperationBuilder, operandOf, type Value } from '../operation.ts';
import { type ValueLossName, valueLosses } from './functions.ts';

export interface ValueLossAttributes {
  readonly [name: string]: unknown;
  readonly loss: ValueLossName;
  /** δ of Huber's loss; of no account to the others. */
  readonly delta: number;
  /** What the gradient is multiplied by: the loss's share in the program's goal. */
  readonly weight: number;
}

const sample = (name: string, shape: readonly number[], attributes: ValueLossAttributes) => ({
  name,
  operands: { prediction: floats(...shape), target: floats(...shape) },
  attributes,
});

export const valueLoss = defineOperation<ValueLossAttributes>({
  name: 'valueLoss',
  explanation: 'losses = mean over an example of f(prediction, target), and the gradient of their mean',
  results: (_, operands) => {
    const { type } = operandOf(operands, 'prediction');
    const [n = 0] = type.shape;
    if (!isSameShape(type.shape, operandOf(operands, 'target').type.shape))
      throw new Error('valueLoss: prediction and target have different sizes');
    return { losses: floats(n), predictionGradient: type };
  },
  gradient: ({ result, needs, give }) => {
    if (needs('prediction')) give('prediction', result('predictionGradient'));
  },
  reference: (call) => {
    const [prediction, target] = [call.f32('prediction'), call.f32('target')];
    const [losses, gradient] = [call.f32('losses'), call.f32('predictionGradient')];
    const { loss, delta, weight } = call.attributes;
    const { value, slope } = valueLosses[loss];
    const length = prediction.length / losses.length;
    for (let row = 0; row < losses.length; row++) {
      let sum = 0;
      for (let index = row * length; index < (row + 1) * length; index++) {
        const [p, t] = [prediction[index] as number, target[index] as number];
        sum += value(p, t, delta);
        gradient[index] = (slope(p, t, delta) * weight) / prediction.length;
      }
      losses[row] = sum / length;
    }
  },
  reach: () => ({ kind: 'everything' }),
  samples: [
    sample('squared, an odd number of values', [3, 5, 7, 3], { loss: 'squared', delta: 1, weight: 1 }),
    sample('absolute, one example', [1, 13], { loss: 'absolute', delta: 1, weight: 1 }),
    sample('Huber, values on both sides of δ', [2, 4, 5, 2], { loss: 'huber', delta: 0.4, weight: 0.5 }),
    sample('squared, more values than a tile', [5, 41, 37, 3], { loss: 'squared', delta: 1, weight: 2 }),
  ],
});

/** The loss of each example, f32[n], of two f32[n,…] of one shape. Gradients flow to the prediction alone. */
export function measureValues(
  builder: OperationBuilder,
  operands: Readonly<Record<'prediction' | 'target', Value>>,
  attributes: ValueLossAttributes,
): Value {
  return operandOf(builder.apply(valueLoss, operands, attributes), 'losses');
}
