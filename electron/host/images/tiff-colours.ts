// TIFF files with a palette, which the decoder refuses: a copy of the file that calls itself grey gives the indices, and
// the palette is applied here. Also says which sample kinds are not pixels of a picture at all.
// Source: TIFF revision 6.0, section 5 (ColorMap holds all reds, then all greens, then all blues, 16 bits each).

import { reasons } from '../files/system-errors.ts';
import type { DecodeFailure } from './decode-failure.ts';
import { readTiffDirectory, readTiffNumber, tiffTags } from './tiff.ts';

export type TiffColours =
  | { readonly kind: 'direct' }
  | { readonly kind: 'palette'; readonly patched: Uint8Array; apply(indices: Uint8Array): Uint8Array }
  | DecodeFailure;

export function readTiffColours(bytes: Uint8Array): TiffColours {
  const directory = readTiffDirectory(bytes);
  if (!directory) return { kind: 'direct' };
  const format = readTiffNumber(directory, tiffTags.sampleFormat) ?? 1;
  const bits = readTiffNumber(directory, tiffTags.bitsPerSample) ?? 1;
  if (format !== 1 || bits > 16) {
    return {
      kind: 'failed',
      id: 'unsupported-format',
      reason: reasons.phrase('skipped-tiff-samples', { bits, isFloat: format === 3 }),
    };
  }
  const isPalette = readTiffNumber(directory, tiffTags.photometric) === 3;
  if (isPalette && bits > 8) return { kind: 'failed', id: 'unsupported-format', reason: reasons.phrase('skipped-tiff-palette') };
  const photometric = directory.entries.get(tiffTags.photometric);
  if (!photometric || !isPalette) return { kind: 'direct' };
  const patched = new Uint8Array(bytes); // a copy, which a Buffer's slice is not
  new DataView(patched.buffer).setUint16(photometric.offset, 1, directory.littleEndian);
  const size = 1 << bits;
  const palette = new Uint8Array(size * 3);
  for (let index = 0; index < size; index++) {
    for (let channel = 0; channel < 3; channel++) {
      palette[index * 3 + channel] = (readTiffNumber(directory, tiffTags.colorMap, channel * size + index) ?? 0) >> 8;
    }
  }
  // Indices of fewer than eight bits come back spread over 0 … 255, as grey would.
  const spread = 255 / (size - 1);
  return {
    kind: 'palette',
    patched,
    apply: (indices) => {
      const output = new Uint8Array(indices.length * 3);
      for (let pixel = 0; pixel < indices.length; pixel++) {
        const at = Math.round((indices[pixel] as number) / spread) * 3;
        output[pixel * 3] = palette[at] as number;
        output[pixel * 3 + 1] = palette[at + 1] as number;
        output[pixel * 3 + 2] = palette[at + 2] as number;
      }
      return output;
    },
  };
}
