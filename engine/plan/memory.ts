// Places transient buffers in one region: two that are alive at the same step never overlap, all others may. Greedy by
// size, at the lowest offset that fits (“Efficient Memory Management for Deep Neural Net Inference”, Pisarchyk and Lee,
// 2020: within a few percent of the least possible on real networks).

export const alignment = 64;
/** Free bytes behind every buffer: kernels may read a whole vector or block of rows past its end. */
export const slack = 64;

export function align(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

export interface Lifetime {
  readonly bytes: number;
  readonly firstStep: number;
  readonly lastStep: number;
}
export interface Placement {
  /** Offset of each buffer within the region, in the order given. */
  readonly offsets: readonly number[];
  readonly regionBytes: number;
  /** Sum of the buffers alive at the widest step: no placement can need less. */
  readonly liveBytes: number;
}

/** Bytes alive at the widest step. */
function widest(buffers: readonly Lifetime[]): number {
  const changes = new Map<number, number>();
  for (const { bytes, firstStep, lastStep } of buffers) {
    changes.set(firstStep, (changes.get(firstStep) ?? 0) + bytes);
    changes.set(lastStep + 1, (changes.get(lastStep + 1) ?? 0) - bytes);
  }
  let live = 0;
  let most = 0;
  for (const step of [...changes.keys()].sort((first, second) => first - second)) {
    live += changes.get(step) ?? 0;
    most = Math.max(most, live);
  }
  return most;
}

/** The lowest offset at which `size` bytes fit between the taken ranges, which are sorted by start. */
function lowestGap(taken: readonly { readonly start: number; readonly end: number }[], size: number): number {
  let offset = 0;
  for (const range of taken) {
    if (range.start >= offset + size) break;
    offset = Math.max(offset, range.end);
  }
  return offset;
}

/** Places every buffer; offsets are multiples of 64. */
export function placeBuffers(buffers: readonly Lifetime[]): Placement {
  const sizes = buffers.map((buffer) => align(buffer.bytes + slack));
  const order = buffers
    .map((_, index) => index)
    .sort((first, second) => (sizes[second] as number) - (sizes[first] as number) || first - second);
  const offsets = new Array<number>(buffers.length).fill(0);
  const placed: { start: number; end: number; firstStep: number; lastStep: number }[] = [];
  let regionBytes = 0;
  for (const index of order) {
    const { firstStep, lastStep } = buffers[index] as Lifetime;
    const size = sizes[index] as number;
    const taken = placed
      .filter((range) => range.firstStep <= lastStep && firstStep <= range.lastStep)
      .sort((first, second) => first.start - second.start);
    const start = lowestGap(taken, size);
    offsets[index] = start;
    placed.push({ start, end: start + size, firstStep, lastStep });
    regionBytes = Math.max(regionBytes, start + size);
  }
  return { offsets, regionBytes, liveBytes: widest(buffers) };
}
