// Mean and standard deviation of pixels from sums kept per image: sums of bytes are whole numbers, so the result does
// not depend on the order of addition, and no pixel is read again when the split changes.
import type { Normalization } from './image-folder.ts';

/** Writes Σ v and Σ v² of each channel of u8[pixels,channels] to sums[offset …]: 2 · channels numbers, exact. */
export function sumChannels(image: Uint8Array, channels: number, sums: Float64Array, offset: number): void {
  for (let channel = 0; channel < channels; channel++) {
    let total = 0;
    let squares = 0;
    for (let index = channel; index < image.length; index += channels) {
      const value = image[index] as number;
      total += value;
      squares += value * value;
    }
    sums[offset + channel * 2] = total;
    sums[offset + channel * 2 + 1] = squares;
  }
}

/** sums: f64[records, 2 · channels] as sumChannels writes them; indices: the training records. On the scale 0 … 1; the
 * deviation of a channel without any variation is given as 1, so that dividing by it is harmless. */
export function computeNormalization(sums: Float64Array, indices: Int32Array, channels: number, pixelsPerImage: number): Normalization {
  const mean: number[] = [];
  const standardDeviation: number[] = [];
  const count = Math.max(1, indices.length * pixelsPerImage);
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
