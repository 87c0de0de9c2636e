// Images outside any dataset: for a prediction or a preview. The same pixels as training sees, decoded by the same worker
// threads: a photo of many megapixels must not keep the window waiting, and a decoder that crashes must end nothing but itself.

import { resolve } from 'node:path';
import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import { type Message, messagesOf } from '../../../engine/base/messages.ts';
import type { DatasetProblem, ImageSettings } from '../../../engine/datasets/image-folder.ts';
import { problemAt } from '../../../engine/datasets/problems.ts';
import { words } from '../../../engine/words/host.ts';
import { findWorkerFile } from '../files/worker-thread.ts';
import { type DecodeAnswer, imageStates } from './decode-job.ts';
import { decodeAll } from './decode-pool.ts';

const { problem, fix } = messagesOf(words);

export type DecodedImage =
  | ({ readonly kind: 'decoded'; readonly pixels: Uint8Array } & ImageSize)
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
    consume: async (answer) => takeAnswer(answer, settings.channels, paths, images),
  });
  return paths.map((_, index) => {
    const image = images.get(index);
    if (image === undefined) throw new Error('expected an answer for every image');
    return image;
  });
}

function takeAnswer(
  { first, states, pixels, imageSizes, failures }: DecodeAnswer,
  channels: number,
  paths: readonly string[],
  images: Map<number, DecodedImage>,
): void {
  let taken = 0;
  states.forEach((state, index) => {
    if (state !== imageStates.decoded) return;
    const [height = 0, width = 0] = imageSizes.subarray(2 * index, 2 * index + 2);
    const bytes = height * width * channels;
    images.set(first + index, { kind: 'decoded', height, width, pixels: pixels.slice(taken, taken + bytes) });
    taken += bytes;
  });
  for (const { index, reason } of failures)
    images.set(first + index, { kind: 'problem', problem: unreadable(paths[first + index] ?? '', reason) });
}

function unreadable(path: string, reason: Message): DatasetProblem {
  return problemAt(path, problem('image-unreadable', { why: { ...reason, kind: 'message' } }), fix('other-image'));
}
