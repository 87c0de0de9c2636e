// Bars as in datasets.ts, in images that keep their own sizes.
import type { ImageSize } from '../../engine/base/image-sizes.ts';
import { createRandom } from '../../engine/base/random.ts';
import { type OpenedDataset, packRecordPaths } from '../../engine/datasets/image-folder.ts';

export interface SizedBarsOptions {
  /** Ascending; images take them in turn, as `random` has it. */
  readonly sizes: readonly ImageSize[];
  readonly step: number;
  readonly largest: number;
  readonly training: number;
  readonly validation: number;
  readonly seed?: number;
}

/** Two classes, one channel; the smallest size is that of the first. */
export function makeSizedBars({ sizes, step, largest, training, validation, seed = 1 }: SizedBarsOptions): OpenedDataset {
  const random = createRandom(seed);
  const count = training + validation;
  const sizeOf = Uint8Array.from({ length: count }, () => random.integer(sizes.length));
  const bytes = Uint32Array.from(sizeOf, (size) => (sizes[size]?.height ?? 0) * (sizes[size]?.width ?? 0));
  const offsets = new Float64Array(count);
  for (let record = 1; record < count; record++) offsets[record] = (offsets[record - 1] ?? 0) + (bytes[record - 1] ?? 0);
  const buffer = new SharedArrayBuffer((offsets[count - 1] ?? 0) + (bytes[count - 1] ?? 0));
  const pixels = new Uint8Array(buffer);
  const labels = Int32Array.from({ length: count }, (_, record) => record % 2);
  labels.forEach((label, record) => {
    const { height, width } = sizes[sizeOf[record] ?? 0] as ImageSize;
    const line = random.integer(label === 0 ? height : width);
    for (let place = 0; place < height * width; place++) {
      const isBar = (label === 0 ? Math.floor(place / width) : place % width) === line;
      pixels[(offsets[record] ?? 0) + place] = isBar ? 255 : random.integer(90);
    }
  });
  const part = (from: number, to: number) => {
    const indices = Int32Array.from({ length: to - from }, (_, index) => from + index);
    const ones = indices.filter((record) => labels[record] === 1).length;
    return { indices, count: indices.length, perClass: [indices.length - ones, ones] };
  };
  const [smallest] = sizes as [ImageSize, ...ImageSize[]];
  return {
    folder: '/bars',
    classes: ['horizontal', 'vertical'],
    settings: { ...smallest, channels: 1, fit: 'contain', background: [0, 0, 0], sizes: { step, largest } },
    parts: { training: part(0, training), validation: part(training, count) },
    labels,
    paths: packRecordPaths(Array.from({ length: count }, (_, record) => `${record}.png`)),
    skipped: [],
    ignored: 0,
    warnings: [],
    normalization: { mean: [0.2], standardDeviation: [0.25] },
    pixels: { kind: 'memory', buffer, imageBytes: Math.max(...bytes), layout: { sizes, sizeOf, offsets, bytes } },
    fromCache: 0,
    decoded: count,
    milliseconds: 1,
  };
}
