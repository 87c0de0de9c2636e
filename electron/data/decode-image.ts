// One image outside any dataset: for a prediction or a preview. The same pixels as training sees.
import type { DatasetProblem, ImageSettings } from '../../engine/datasets/image-folder.ts';
import { decodeBytes } from './decode.ts';
import { createFileReader } from './read-file.ts';

export type DecodedImage =
  | { readonly kind: 'decoded'; readonly pixels: Uint8Array }
  | { readonly kind: 'problem'; readonly problem: DatasetProblem };

/** A file's path or a file's bytes → u8[height,width,channels]. */
export async function decodeImage(image: string | Uint8Array, settings: ImageSettings): Promise<DecodedImage> {
  const path = typeof image === 'string' ? image : '';
  const file = typeof image === 'string' ? createFileReader().read(image) : ({ kind: 'read', bytes: image } as const);
  if (file.kind === 'same') throw new Error('a file without a known stamp was called the same');
  const result = file.kind === 'failed' ? file : decodeBytes(file.bytes, settings);
  if (result.kind === 'decoded') return { kind: 'decoded', pixels: result.pixels.slice() };
  return {
    kind: 'problem',
    problem: {
      id: 'image-unreadable',
      path,
      expected: 'An image file: PNG, JPEG, WebP, GIF, TIFF or BMP',
      received: result.reason,
      fix: 'Choose another file, or save it again as PNG',
    },
  };
}
