// Data sets for tests, made in memory: bright bars whose direction is the class, with noise. Learnable in a few steps.

import { createRandom } from '../../engine/base/random.ts';
import type { OpenedDataset, PixelSource } from '../../engine/datasets/image-folder.ts';
import { packRecordPaths } from '../../engine/datasets/image-folder.ts';

export interface BarsOptions {
  readonly size: number;
  readonly training: number;
  readonly validation: number;
  readonly seed?: number;
}

/** Two classes: horizontal and vertical bars on grey noise, `size`×`size` pixels, one channel. */
export function makeBars({ size, training, validation, seed = 1 }: BarsOptions): OpenedDataset {
  const random = createRandom(seed);
  const count = training + validation;
  const imageBytes = size * size;
  const buffer = new SharedArrayBuffer(count * imageBytes);
  const pixels = new Uint8Array(buffer);
  const labels = Int32Array.from({ length: count }, (_, record) => record % 2);
  for (let record = 0; record < count; record++) {
    const line = random.integer(size);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const isBar = (labels[record] === 0 ? row : column) === line;
        pixels[record * imageBytes + row * size + column] = isBar ? 255 : random.integer(90);
      }
    }
  }
  const source: PixelSource = { kind: 'memory', buffer, imageBytes };
  const part = (from: number, to: number) => {
    const indices = Int32Array.from({ length: to - from }, (_, index) => from + index);
    const ones = indices.filter((record) => labels[record] === 1).length;
    return { indices, count: indices.length, perClass: [indices.length - ones, ones] };
  };
  return {
    folder: '/bars',
    classes: ['horizontal', 'vertical'],
    settings: { height: size, width: size, channels: 1, fit: 'contain', background: [0, 0, 0] },
    parts: { training: part(0, training), validation: part(training, count) },
    labels,
    paths: packRecordPaths(Array.from({ length: count }, (_, record) => `${record}.png`)),
    skipped: [],
    ignored: 0,
    warnings: [],
    normalization: { mean: [0.2], standardDeviation: [0.25] },
    pixels: source,
    fromCache: 0,
    decoded: count,
    milliseconds: 1,
  };
}
