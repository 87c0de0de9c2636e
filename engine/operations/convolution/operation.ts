// Convolution along one to three axes, y = x ∗ weights + bias, and what flows back through it: towards its input, which is a transposed
// convolution where it is used forward, and towards its weights. Each is linear in each operand, so the first two are one another's
// gradients.
import { sizeOf } from '../../base/shape.ts';
import { defineOperation, floats, type OperationBuilder, operandOf, type TensorType, type Value } from '../operation.ts';
import { reversedReach, windowReach } from '../reach.ts';
import {
  type ConvolutionAttributes,
  type ConvolutionInputAttributes,
  filterShape,
  inputShape,
  outputShape,
  reachOf,
  tapsOf,
} from './attributes.ts';
import { convolutionFilterLoops, convolutionInputLoops, convolutionLoops } from './reference.ts';
import { filterSamples, forwardSamples, inputSamples } from './samples.ts';

const typeOf = (operands: Readonly<Record<string, Value>>, name: string): TensorType => operandOf(operands, name).type;

/** Products of one tensor of outputs, f32[n, …lengths, filters], with weights of `channels` in all. */
const productsOf = (attributes: ConvolutionAttributes, outputs: TensorType, channels: number): number =>
  sizeOf(outputs.shape) * tapsOf(attributes) * (channels / attributes.groups);
const lastOf = ({ shape }: TensorType): number => shape.at(-1) ?? 1;

export const convolutionFilter = defineOperation<ConvolutionAttributes>({
  name: 'convolutionFilter',
  explanation: 'dweights and dbias of a convolution, from x and dy',
  results: (attributes, operands) => ({
    dweights: floats(...filterShape(attributes, typeOf(operands, 'x'), typeOf(operands, 'dy'))),
    dbias: floats(lastOf(typeOf(operands, 'dy'))),
  }),
  reference: convolutionFilterLoops,
  multiplyAdds: (attributes, operands) => productsOf(attributes, typeOf(operands, 'dy'), lastOf(typeOf(operands, 'x'))),
  reach: () => ({ kind: 'everything' }),
  samples: filterSamples,
});

export const convolutionInput = defineOperation<ConvolutionInputAttributes>({
  name: 'convolutionInput',
  explanation: 'dx of a convolution, from dy and the weights; forward, a transposed convolution',
  results: (attributes, operands) => ({ dx: floats(...inputShape(attributes, typeOf(operands, 'dy'), typeOf(operands, 'weights'))) }),
  carries: { mask: (_, value) => value },
  gradient: ({ attributes: { lengths: _, ...attributes }, builder, operand, gradientOf, needs, give }) => {
    const x = gradientOf('dx');
    if (x === undefined) return;
    if (needs('weights')) give('weights', operandOf(builder.apply(convolutionFilter, { x, dy: operand('dy') }, attributes), 'dweights'));
    if (needs('dy')) give('dy', convolve(builder, { x, weights: operand('weights') }, attributes));
  },
  reference: convolutionInputLoops,
  multiplyAdds: (attributes, operands, results) => productsOf(attributes, typeOf(operands, 'dy'), lastOf(typeOf(results, 'dx'))),
  reach: (attributes) => reversedReach(windowReach(reachOf(attributes), attributes.axes)),
  samples: inputSamples,
});

export const convolution = defineOperation<ConvolutionAttributes>({
  name: 'convolution',
  explanation: 'y = x ∗ weights + bias',
  results: (attributes, operands) => {
    const shape = outputShape(attributes, typeOf(operands, 'x'), typeOf(operands, 'weights'));
    if (operands['bias'] !== undefined && operands['bias'].type.shape.join() !== `${shape.at(-1)}`)
      throw new Error('convolution: the bias does not fit');
    return { y: floats(...shape) };
  },
  carries: { rectify: true, linear: { weights: 'weights', bias: 'bias' } },
  gradient: ({ attributes, builder, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined) return;
    const x = operand('x');
    if (needs('weights') || needs('bias')) {
      const filter = builder.apply(convolutionFilter, { x, dy }, attributes);
      if (needs('weights')) give('weights', operandOf(filter, 'dweights'));
      if (needs('bias')) give('bias', operandOf(filter, 'dbias'));
    }
    const lengths = x.type.shape.slice(1, -1);
    if (needs('x')) give('x', convolveInput(builder, { dy, weights: operand('weights') }, { ...attributes, lengths }));
  },
  reference: convolutionLoops,
  multiplyAdds: (attributes, operands, results) => productsOf(attributes, typeOf(results, 'y'), lastOf(typeOf(operands, 'x'))),
  reach: (attributes) => windowReach(reachOf(attributes), attributes.axes),
  samples: forwardSamples,
});

/** x f32[n, …lengths, channels] ∗ weights f32[…kernel, channels/groups, filters] + bias f32[filters] → f32[n, …outputs, filters]. */
export function convolve(
  builder: OperationBuilder,
  operands: { readonly x: Value; readonly weights: Value; readonly bias?: Value },
  attributes: ConvolutionAttributes,
): Value {
  return operandOf(builder.apply(convolution, { ...operands }, attributes), 'y');
}

/** dy f32[n, …outputs, filters] spread over the input from which the same convolution would make it: → f32[n, …lengths, channels]. */
export function convolveInput(
  builder: OperationBuilder,
  operands: { readonly dy: Value; readonly weights: Value },
  attributes: ConvolutionInputAttributes,
): Value {
  return operandOf(builder.apply(convolutionInput, { ...operands }, attributes), 'dx');
}
