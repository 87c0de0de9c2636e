// What operations share that compare probabilities with labels: their operands and results. A negative label marks an empty place
// of the batch: its loss and its gradient are 0.
import { floats, integers, type Operands, type OperationSample, operandOf, type TensorType } from './operation.ts';

/** `losses` f32[n], `logitsGradient` f32[n,classes] of f32[n,classes] twice and i32[n]. Throws where they do not fit. */
export function labelResults(name: string, operands: Operands): Readonly<Record<'losses' | 'logitsGradient', TensorType>> {
  const { shape } = operandOf(operands, 'logits').type;
  const [n, classes] = shape;
  const probabilities = operandOf(operands, 'probabilities').type.shape;
  const labels = operandOf(operands, 'labels').type.shape;
  if (n === undefined || classes === undefined || shape.length !== 2 || probabilities.join() !== shape.join() || labels.join() !== `${n}`)
    throw new Error(
      `${name}: ${shape.join('×')} logits, ${probabilities.join('×')} probabilities and ${labels.join('×')} labels do not fit`,
    );
  return { losses: floats(n), logitsGradient: floats(n, classes) };
}

/** A sample of `n` examples. */
export function labelSample<A extends object & OperationSample['attributes']>(
  name: string,
  n: number,
  classes: number,
  attributes: A,
): OperationSample<A> {
  return {
    name,
    operands: { logits: floats(n, classes), probabilities: floats(n, classes), labels: integers(n) },
    attributes,
    below: classes,
  };
}
