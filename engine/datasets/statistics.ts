// Mean and standard deviation of pixels from sums kept per image: sums of bytes are whole numbers, so the result does
// not depend on the order of addition, and no pixel is read again when the split changes.
import type { Normalization } from './image-folder.ts';

const pieceOfPixels = 16384;

/** Writes Σ v and Σ v² of each channel of u8[pixels,channels] to sums[offset …]: 2 · channels numbers, exact. */
export function sumChannels(image: Uint8Array, channels: number, sums: Float64Array, offset: number): void {
  sums.fill(0, offset, offset + channels * 2);
  // In pieces short enough for 32-bit integers (16384 · 255² < 2³¹), which engines add much faster than floating point.
  const step = pieceOfPixels * channels;
  for (let start = 0; start < image.length; start += step) {
    const end = Math.min(start + step, image.length);
    for (let channel = 0; channel < channels; channel++) {
      let total = 0;
      let squares = 0;
      for (let index = start + channel; index < end; index += channels) {
        const value = image[index] as number;
        total = (total + value) | 0;
        squares = (squares + Math.imul(value, value)) | 0;
      }
      const at = offset + channel * 2;
      sums[at] = (sums[at] as number) + total;
      sums[at + 1] = (sums[at + 1] as number) + squares;
    }
  }
}

/** sums: f64[records, 2 · channels] as sumChannels writes them; indices: the training records. On the scale 0 … 1; the
 * deviation of a channel without any variation is given as 1, so that dividing by it is harmless. pixelsPerImage: of every record, or
 * by record. */
export function computeNormalization(
  sums: Float64Array,
  indices: Int32Array,
  channels: number,
  pixelsPerImage: number | ArrayLike<number>,
): Normalization {
  const mean: number[] = [];
  const standardDeviation: number[] = [];
  const count = Math.max(1, countPixels(indices, pixelsPerImage));
  for (let channel = 0; channel < channels; channel++) {
    let total = 0;
    let squares = 0;
    for (const record of indices) {
      const at = (record * channels + channel) * 2;
      total += sums[at] ?? 0;
      squares += sums[at + 1] ?? 0;
    }
    const average = total / count;
    const deviation = Math.sqrt(Math.max(0, squares / count - average * average)) / 255;
    mean.push(average / 255);
    standardDeviation.push(deviation < 1e-6 ? 1 : deviation);
  }
  return { mean, standardDeviation };
}

function countPixels(indices: Int32Array, pixelsPerImage: number | ArrayLike<number>): number {
  if (typeof pixelsPerImage === 'number') return indices.length * pixelsPerImage;
  return indices.reduce((sum, record) => sum + (pixelsPerImage[record] ?? 0), 0);
}
