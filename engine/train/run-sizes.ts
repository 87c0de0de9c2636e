// The sizes that a run's images have: one, or several where images keep their own. Each has the network at that size, programs of its
// own over the same weights, and a share of the images; a batch has one size.
import { formatSize, type ImageSize } from '../base/image-sizes.ts';
import type { Network } from '../network/network.ts';

export interface RunSize {
  /** Absent where all images have one size. */
  readonly size?: ImageSize;
  readonly network: Network;
  /** Training images of this size. */
  readonly training: number;
  /** Images of this size that are evaluated together, at most: as many as there are. */
  readonly evaluated: number;
}

/** Which size each record has: an index into the list of sizes. All have the first where absent. */
export type SizeOfRecord = Uint8Array | undefined;

/** The name of a program at one of several sizes. */
export function programAt(name: string, size: ImageSize | undefined): string {
  return size === undefined ? name : `${name} ${formatSize(size)}`;
}

/** How many of `records` have each of `count` sizes. */
export function countBySize(records: Int32Array, sizeOf: SizeOfRecord, count: number): Int32Array {
  const counts = new Int32Array(count);
  for (const record of records) counts[sizeOf?.[record] ?? 0] = (counts[sizeOf?.[record] ?? 0] as number) + 1;
  return counts;
}

/** The records of each size, in the order they have in `records`. */
export function groupBySize(records: Int32Array, sizeOf: SizeOfRecord, count: number): readonly Int32Array[] {
  if (count === 1) return [records];
  return Array.from({ length: count }, (_, size) => records.filter((record) => (sizeOf?.[record] ?? 0) === size));
}
