// Bytes of images as values from 0 to 1, y = byte / 255: what a network that gives images back is held against, whatever its input is
// normalised by.
import { defineOperation, floats, type OperationBuilder, operandOf, type Value } from '../operation.ts';

export const unitImages = defineOperation({
  name: 'unitImages',
  explanation: 'y = byte / 255',
  results: (_, operands) => ({ y: floats(...operandOf(operands, 'bytes').type.shape) }),
  reference: (call) => {
    const [bytes, y] = [call.u8('bytes'), call.f32('y')];
    for (let index = 0; index < y.length; index++) y[index] = (bytes[index] as number) / 255;
  },
  samples: [
    { name: 'grey, an odd size', operands: { bytes: { element: 'u8', shape: [1, 5, 7, 1] } }, attributes: {} },
    { name: 'colour, more values than a tile', operands: { bytes: { element: 'u8', shape: [3, 41, 37, 3] } }, attributes: {} },
  ],
});

/** u8[n,…] → f32[n,…]. */
export function takeUnitImages(builder: OperationBuilder, bytes: Value): Value {
  return operandOf(builder.apply(unitImages, { bytes }, {}), 'y');
}
