// Values from 0 to 1, as a network gives images back, as bytes of an image.

/** u8 of f32, 0 … 255 for 0 … 1; what lies outside is cut off. */
export function bytesOfValues(values: Float32Array): Uint8Array {
  return Uint8Array.from(values, (value) => Math.round(255 * Math.min(1, Math.max(0, value))));
}
