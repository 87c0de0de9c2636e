// Small made-up values for the shell's tests: a network of an Input layer and its output, and an image folder of four images.
import { type ImageSettings, type OpenedDataset, packRecordPaths } from '../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../engine/document/document.ts';

export interface SampleSize {
  readonly height?: number;
  readonly width?: number;
  readonly channels?: number;
  /** Images keep their own sizes, which grow by `step` up to `largest`. */
  readonly sizes?: 'any';
  readonly step?: number;
  readonly largest?: number;
}

export function createNetwork({ height = 2, width = 2, channels = 1, ...sizes }: SampleSize): GraphDocument {
  return {
    format: 'receptive-network',
    version: 2,
    name: 'sample',
    nodes: [
      { id: 'input', type: 'input', parameters: { height, width, channels, ...sizes }, position: { x: 0, y: 0 } },
      { id: 'flatten', type: 'flatten', parameters: {}, position: { x: 100, y: 0 } },
    ],
    edges: [{ id: 'first', source: 'input', target: 'flatten' }],
    training: {
      epochs: 1,
      batchSize: 2,
      seed: 1,
      optimizer: { type: 'sgd', parameters: {} },
      schedule: { type: 'constant', parameters: {} },
    },
    images: { fit: 'contain', background: [0, 0, 0], validationShare: 0.2 },
  };
}

/** Record r's bytes are all r; records 0, 2 and 3 are for training, 1 for validation; classes alternate. */
export function createDataset(given: Partial<Pick<OpenedDataset, 'folder' | 'classes'>> & { settings?: ImageSettings }): OpenedDataset {
  const settings = given.settings ?? { height: 2, width: 2, channels: 1, fit: 'contain', background: [0, 0, 0] };
  const imageBytes = settings.height * settings.width * settings.channels;
  const buffer = new SharedArrayBuffer(4 * imageBytes);
  new Uint8Array(buffer).forEach((_, index, pixels) => {
    pixels[index] = Math.floor(index / imageBytes);
  });
  return {
    folder: given.folder ?? '/images',
    classes: given.classes ?? ['cat', 'dog'],
    settings,
    parts: {
      training: { indices: Int32Array.of(0, 2, 3), count: 3, perClass: [2, 1] },
      validation: { indices: Int32Array.of(1), count: 1, perClass: [0, 1] },
    },
    labels: Int32Array.of(0, 1, 0, 1),
    paths: packRecordPaths(['cat/a.png', 'dog/b.png', 'cat/c.png', 'dog/d.png']),
    skipped: [],
    ignored: 0,
    warnings: [],
    normalization: { mean: [0.5], standardDeviation: [0.25] },
    pixels: { kind: 'memory', buffer, imageBytes },
    fromCache: 0,
    decoded: 4,
    milliseconds: 1,
  };
}
