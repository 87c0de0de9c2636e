// How normalisations are cut: rows (pixels or examples) of channels, in a number of chunks that depends on the sizes alone.
import { sizeOf } from '../../../../base/shape.ts';
import { rowTiles } from '../tiles.ts';

export interface Extent {
  readonly rows: number;
  readonly channels: number;
  /** Parts of the long sums; also the tiles of the steps that treat every row alone. */
  readonly chunks: number;
  /** Bytes of one value per channel, in whole vectors. */
  readonly channelBytes: number;
}

/** Of f32[…,channels]. */
export function extentOf(shape: readonly number[]): Extent {
  const channels = shape.at(-1) ?? 1;
  const rows = sizeOf(shape) / channels;
  return { rows, channels, chunks: rowTiles(rows, channels), channelBytes: Math.ceil(channels / 4) * 16 };
}
