// A tensor as text: f32, little-endian on every machine, base64, with the sha256 of the bytes. Bits survive unchanged,
// negative zero and the smallest numbers included.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeBase64 } from '../base/base64.ts';
import type { EncodedTensor } from './model.ts';

export const bytesPerValue = 4;

/** Hexadecimal, 64 characters. */
export function checksumOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

export function floatsToBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * bytesPerValue);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setFloat32(index * bytesPerValue, value, true);
  });
  return bytes;
}

/** Throws where the bytes do not hold whole values: the caller has compared lengths. */
export function bytesToFloats(bytes: Uint8Array): Float32Array {
  if (bytes.length % bytesPerValue !== 0) throw new RangeError(`expected a multiple of ${bytesPerValue} bytes, received ${bytes.length}`);
  const values = new Float32Array(bytes.length / bytesPerValue);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < values.length; index++) values[index] = view.getFloat32(index * bytesPerValue, true);
  return values;
}

/** values: f32[…shape]. */
export function encodeTensor(shape: readonly number[], values: Float32Array): EncodedTensor {
  const bytes = floatsToBytes(values);
  return { shape: [...shape], data: encodeBase64(bytes), sha256: checksumOf(bytes) };
}
