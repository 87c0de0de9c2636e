// Fills the arena's input buffers with the images of a batch. Places that stay empty get the label −1, which losses and
// scores leave out.

import { sizeOf } from '../base/shape.ts';
import type { Normalization } from '../datasets/image-folder.ts';
import { classCountOf, type Network } from '../network/network.ts';
import type { Execution } from '../program/execution.ts';

/** Copies one record's bytes, u8[height,width,channels], into `target` from index `place` on. */
export type ImageReader = (record: number, target: Uint8Array, place: number) => void;

export interface BatchLoader {
  /** Loads records[first, first + count) as a batch of `batch`; labels come from `labels` by record. */
  load(records: Int32Array, first: number, count: number, batch: number): void;
}

/** Sets what turns bytes into values: (byte / 255 − mean) / standard deviation, as a factor and a sum. */
export function setNormalization(execution: Execution, normalization: Normalization): void {
  const scale = execution.f32('scale');
  const offset = execution.f32('offset');
  for (let channel = 0; channel < scale.length; channel++) {
    const deviation = normalization.standardDeviation[channel] ?? 1;
    // a channel that never changes carries nothing: leave its scale alone
    const divisor = deviation > 1e-6 ? deviation : 1;
    scale[channel] = 1 / (255 * divisor);
    offset[channel] = -(normalization.mean[channel] ?? 0) / divisor;
  }
}

/** A loader for `execution`. Loading a batch allocates nothing: readers get a place instead of a view. */
export function createBatchLoader(execution: Execution, network: Network, labels: Int32Array, read: ImageReader): BatchLoader {
  const bytes = execution.u8('bytes');
  // where nothing is held against labels, there is no place for them
  const places = classCountOf(network) > 0 ? execution.i32('labels') : new Int32Array(0);
  const imageBytes = sizeOf(network.input.outputShape);
  return {
    load: (records, first, count, batch) => {
      for (let index = 0; index < batch; index++) {
        if (index >= count) {
          places[index] = -1;
          continue;
        }
        const record = records[first + index] as number;
        read(record, bytes, index * imageBytes);
        places[index] = labels[record] as number;
      }
    },
  };
}
