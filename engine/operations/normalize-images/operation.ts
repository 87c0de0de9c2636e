// Bytes of images to values: y = byte · scale[channel] + offset[channel]. The first operation of a program that looks at images.
import { defineOperation, floats, type OperationBuilder, operandOf, type TensorType, type Value } from '../operation.ts';

const bytes = (...shape: number[]): TensorType => ({ element: 'u8', shape });
const sample = (name: string, ...shape: number[]) => ({
  name,
  operands: { bytes: bytes(...shape), scale: floats(shape.at(-1) ?? 1), offset: floats(shape.at(-1) ?? 1) },
  attributes: {},
});

export const imageNormalization = defineOperation({
  name: 'normalizeImages',
  explanation: 'y = byte · scale + offset, by channel',
  results: (_, operands) => ({ y: floats(...operandOf(operands, 'bytes').type.shape) }),
  reference: (call) => {
    const [source, scale, offset, y] = [call.u8('bytes'), call.f32('scale'), call.f32('offset'), call.f32('y')];
    for (let index = 0; index < y.length; index++) {
      const channel = index % scale.length;
      y[index] = (source[index] as number) * (scale[channel] as number) + (offset[channel] as number);
    }
  },
  samples: [
    sample('grey, an odd size', 1, 5, 7, 1),
    sample('two channels', 3, 3, 3, 2),
    sample('colour, more values than a tile', 3, 41, 37, 3),
    sample('four channels', 2, 2, 5, 4),
  ],
});

/** u8[n,height,width,channels] and f32[channels] twice → f32[n,height,width,channels]. */
export function normalizeImages(builder: OperationBuilder, operands: Readonly<Record<'bytes' | 'scale' | 'offset', Value>>): Value {
  return operandOf(builder.apply(imageNormalization, operands, {}), 'y');
}
