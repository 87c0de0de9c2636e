// Images outside any dataset: for a prediction or a preview. The same pixels as training sees, decoded by the same worker
// threads: a photo of many megapixels must not keep the window waiting, and a decoder that crashes must end nothing but itself.
import { resolve } from 'node:path';
import type { DatasetProblem, ImageSettings } from '../../engine/datasets/image-folder.ts';
import { findWorkerFile } from '../worker-thread.ts';
import { type DecodeAnswer, imageStates } from './decode-job.ts';
import { decodeAll } from './decode-pool.ts';

export type DecodedImage =
  | { readonly kind: 'decoded'; readonly pixels: Uint8Array }
  | { readonly kind: 'problem'; readonly problem: DatasetProblem };

export interface DecodeImagesOptions {
  readonly workers?: number;
  readonly workerUrl?: URL;
}

/** Paths of files → u8[height,width,channels] of each, or what is wrong with it, in the same order. */
export async function decodeImages(
  paths: readonly string[],
  settings: ImageSettings,
  { workers = 1, workerUrl = findWorkerFile('decode-worker.js', import.meta.url) }: DecodeImagesOptions = {},
): Promise<readonly DecodedImage[]> {
  const images = new Map<number, DecodedImage>();
  await decodeAll({
    data: { folder: '', settings },
    paths: paths.map((path) => resolve(path)),
    sizes: new Float64Array(paths.length).fill(-1),
    times: new Float64Array(paths.length),
    workers,
    workerUrl,
    signal: undefined,
    consume: async (answer) => takeAnswer(answer, paths, images),
  });
  return paths.map((_, index) => {
    const image = images.get(index);
    if (image === undefined) throw new Error('expected an answer for every image');
    return image;
  });
}

function takeAnswer({ first, states, pixels, failures }: DecodeAnswer, paths: readonly string[], images: Map<number, DecodedImage>): void {
  const imageBytes = pixels.length / Math.max(1, states.filter((state) => state === imageStates.decoded).length);
  let taken = 0;
  states.forEach((state, index) => {
    if (state !== imageStates.decoded) return;
    images.set(first + index, { kind: 'decoded', pixels: pixels.slice(taken, taken + imageBytes) });
    taken += imageBytes;
  });
  for (const { index, reason } of failures)
    images.set(first + index, { kind: 'problem', problem: describeUnreadable(paths[first + index] ?? '', reason) });
}

function describeUnreadable(path: string, received: string): DatasetProblem {
  return {
    id: 'image-unreadable',
    path,
    expected: 'An image file: PNG, JPEG, WebP, GIF, TIFF or BMP',
    received,
    fix: 'Choose another file, or save it again as PNG',
  };
}
