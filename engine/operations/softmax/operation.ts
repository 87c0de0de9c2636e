// Softmax over the values of each example, and its gradient. Where a loss follows that knows the gradient with respect to what
// stands in front of it (cross-entropy/, probability-error/), that shorter and stabler one is taken and this one is not.
import { defineOperation, floats, type OperationBuilder, operandOf, type Value } from '../operation.ts';

export const softmaxGradient = defineOperation({
  name: 'softmaxGradient',
  explanation: 'dx = y ⊙ (dy − Σ dy · y), from the output y',
  results: (_, operands) => ({ dx: operandOf(operands, 'dy').type }),
  inPlace: ['dy'],
  reference: (call) => {
    const [y, dy, dx] = [call.f32('y'), call.f32('dy'), call.f32('dx')];
    const [, classes = 1] = call.shape('y');
    for (let start = 0; start < dx.length; start += classes) {
      let sum = 0;
      for (let index = start; index < start + classes; index++) sum += (dy[index] as number) * (y[index] as number);
      for (let index = start; index < start + classes; index++) dx[index] = (y[index] as number) * ((dy[index] as number) - sum);
    }
  },
  reach: () => ({ kind: 'everything' }),
  samples: [
    { name: 'ten classes', operands: { y: floats(5, 10), dy: floats(5, 10) }, attributes: {} },
    { name: 'three classes, one example', operands: { y: floats(1, 3), dy: floats(1, 3) }, attributes: {} },
    { name: 'many classes, more than a tile', operands: { y: floats(7, 1001), dy: floats(7, 1001) }, attributes: {} },
  ],
});

export const softmax = defineOperation({
  name: 'softmax',
  explanation: 'y = exp(x − max x) / Σ exp(x − max x), for every example',
  results: (_, operands) => {
    const { type } = operandOf(operands, 'x');
    if (type.shape.length !== 2) throw new Error(`softmax: expected f32[n,classes], received ${type.shape.join('×')}`);
    return { y: type };
  },
  gradient: ({ builder, result, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy !== undefined && needs('x')) give('x', operandOf(builder.apply(softmaxGradient, { y: result('y'), dy }, {}), 'dx'));
  },
  reference: (call) => {
    const [x, y] = [call.f32('x'), call.f32('y')];
    const [, classes = 1] = call.shape('x');
    for (let start = 0; start < y.length; start += classes) {
      const logits = Array.from(x.subarray(start, start + classes));
      const largest = logits.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
      // the largest is subtracted so that no exponential overflows
      const exponentials = logits.map((value) => Math.exp(value - largest));
      const sum = exponentials.reduce((total, value) => total + value, 0);
      for (let c = 0; c < classes; c++) y[start + c] = (exponentials[c] as number) / sum;
    }
  },
  reach: () => ({ kind: 'everything' }),
  samples: [
    { name: 'ten classes', operands: { x: floats(5, 10) }, attributes: {} },
    { name: 'three classes, one example', operands: { x: floats(1, 3) }, attributes: {} },
    { name: 'many classes, more than a tile', operands: { x: floats(7, 1001) }, attributes: {} },
  ],
});

/** f32[n,classes] → f32[n,classes], positive, each row with the sum 1. */
export function takeSoftmax(builder: OperationBuilder, x: Value): Value {
  return operandOf(builder.apply(softmax, { x }, {}), 'y');
}
