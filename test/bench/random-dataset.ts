// A dataset of random images in memory, for benches: only speed and memory are measured.

import { createRandom } from '../../engine/base/random.ts';
import { type OpenedDataset, packRecordPaths } from '../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';

/** `images` random images for training and `validated` of the same for validation, with random labels of ten classes. */
export function randomDataset(document: GraphDocument, images: number, validated = 0): OpenedDataset {
  const shape = analyzeDocument(document).network?.input.outputShape;
  if (shape === undefined) throw new Error(`${document.name} has errors`);
  const [height, width, channels] = shape as [number, number, 1 | 3];
  const imageBytes = height * width * channels;
  const buffer = new SharedArrayBuffer(images * imageBytes);
  const pixels = new Uint8Array(buffer);
  const random = createRandom(1);
  for (let index = 0; index < pixels.length; index++) pixels[index] = random.integer(256);
  const indices = Int32Array.from({ length: images }, (_, index) => index);
  const validation = { indices: indices.subarray(0, validated), count: validated, perClass: [] };
  return {
    folder: '',
    classes: Array.from({ length: 10 }, (_, index) => `${index}`),
    settings: { height, width, channels, fit: 'stretch', background: [0, 0, 0] },
    parts: { training: { indices, count: images, perClass: [] }, validation },
    labels: indices.map(() => random.integer(10)),
    paths: packRecordPaths([]),
    skipped: [],
    ignored: 0,
    warnings: [],
    normalization: { mean: Array(channels).fill(0.5), standardDeviation: Array(channels).fill(0.25) },
    pixels: { kind: 'memory', buffer, imageBytes },
    fromCache: 0,
    decoded: 0,
    milliseconds: 0,
  };
}
