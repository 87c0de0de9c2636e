// How normalisations see a tensor: rows (pixels of maps, examples of vectors) of channels, with one value a channel for each mean,
// variance, scale and shift.
import { sizeOf } from '../../base/shape.ts';
import { type Operands, operandOf, type TensorType } from '../operation.ts';

/** The last length. */
export const channelsOf = (shape: readonly number[]): number => shape.at(-1) ?? 1;

/** The type of `x`. Throws where one of `names` does not have one value for each of its channels. */
export function normalizedType(operands: Operands, names: readonly string[], x = 'x'): TensorType {
  const { type } = operandOf(operands, x);
  for (const name of names) {
    const { shape } = operandOf(operands, name).type;
    if (shape.length !== 1 || shape[0] !== channelsOf(type.shape))
      throw new Error(`normalization: ${name} has ${shape.join('×')} values for ${channelsOf(type.shape)} channels`);
  }
  return type;
}

/** Multiply–adds of scaling and shifting: one a value. */
export const countValues = (_attributes: unknown, operands: Operands): number => sizeOf(operandOf(operands, 'x').type.shape);
