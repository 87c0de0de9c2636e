// Places transient buffers in one region: two that are alive at the same step never overlap, all others may. Greedy, at the
// lowest offset that fits, in the best of a few orders (“Efficient Memory Management for Deep Neural Net Inference”, Pisarchyk
// and Lee, 2020: within a few percent of the least possible on real networks).

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
export function widest(buffers: readonly Lifetime[]): number {
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

type Order = (first: Lifetime, second: Lifetime) => number;
const sizeOf = ({ bytes }: Lifetime): number => align(bytes + slack);
const length = ({ firstStep, lastStep }: Lifetime): number => lastStep - firstStep + 1;

/** No single order is the best for all networks: what lives long first keeps the rest together, what is large first fills gaps. */
const orders: readonly Order[] = [
  (first, second) => sizeOf(second) - sizeOf(first),
  (first, second) => length(second) - length(first) || sizeOf(second) - sizeOf(first),
  (first, second) => sizeOf(second) * length(second) - sizeOf(first) * length(first),
  (first, second) => first.firstStep - second.firstStep || sizeOf(second) - sizeOf(first),
  (first, second) => second.lastStep - first.lastStep || sizeOf(second) - sizeOf(first),
];

function placeInOrder(buffers: readonly Lifetime[], order: readonly number[]): { offsets: number[]; regionBytes: number } {
  const offsets = new Array<number>(buffers.length).fill(0);
  const placed: { start: number; end: number; firstStep: number; lastStep: number }[] = [];
  let regionBytes = 0;
  for (const index of order) {
    const buffer = buffers[index] as Lifetime;
    const { firstStep, lastStep } = buffer;
    const taken = placed
      .filter((range) => range.firstStep <= lastStep && firstStep <= range.lastStep)
      .sort((first, second) => first.start - second.start);
    const start = lowestGap(taken, sizeOf(buffer));
    const end = start + sizeOf(buffer);
    offsets[index] = start;
    placed.push({ start, end, firstStep, lastStep });
    regionBytes = Math.max(regionBytes, end);
  }
  return { offsets, regionBytes };
}

/** Places every buffer; offsets are multiples of 64. Takes the order that needs least, the first of equals. */
export function placeBuffers(buffers: readonly Lifetime[]): Placement {
  const indices = buffers.map((_, index) => index);
  const tries = orders.map((order) =>
    placeInOrder(
      buffers,
      [...indices].sort((first, second) => order(buffers[first] as Lifetime, buffers[second] as Lifetime) || first - second),
    ),
  );
  const best = tries.reduce((first, second) => (second.regionBytes < first.regionBytes ? second : first));
  return { ...best, liveBytes: widest(buffers) };
}
