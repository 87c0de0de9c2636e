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

/** With what orders compare by. */
interface Sized {
  readonly index: number;
  /** Bytes with the room behind, aligned. */
  readonly size: number;
  /** Steps that it lives. */
  readonly length: number;
  readonly firstStep: number;
  readonly lastStep: number;
}

type Order = (first: Sized, second: Sized) => number;

/** No single order is the best for all networks: what lives long first keeps the rest together, what is large first fills gaps. */
const orders: readonly Order[] = [
  (first, second) => second.size - first.size,
  (first, second) => second.length - first.length || second.size - first.size,
  (first, second) => second.size * second.length - first.size * first.length,
  (first, second) => first.firstStep - second.firstStep || second.size - first.size,
  (first, second) => second.lastStep - first.lastStep || second.size - first.size,
];

/** Ranges that are taken, sorted by their starts, in typed arrays: a plan of a thousand layers looks at millions of them. */
class Ranges {
  private count = 0;
  private readonly starts: Float64Array;
  private readonly ends: Float64Array;
  private readonly firstSteps: Float64Array;
  private readonly lastSteps: Float64Array;

  constructor(capacity: number) {
    [this.starts, this.ends, this.firstSteps, this.lastSteps] = [0, 1, 2, 3].map(() => new Float64Array(capacity)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
  }

  /** The lowest offset at which `size` bytes fit between the ranges that are alive between the two steps. */
  lowestGap(size: number, firstStep: number, lastStep: number): number {
    const { starts, ends, firstSteps, lastSteps, count } = this;
    let offset = 0;
    for (let index = 0; index < count; index++) {
      if ((starts[index] as number) >= offset + size) break;
      const isAlive = (firstSteps[index] as number) <= lastStep && firstStep <= (lastSteps[index] as number);
      if (isAlive && (ends[index] as number) > offset) offset = ends[index] as number;
    }
    return offset;
  }

  add(start: number, end: number, firstStep: number, lastStep: number): void {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as number) <= start) low = middle + 1;
      else high = middle;
    }
    for (const values of [this.starts, this.ends, this.firstSteps, this.lastSteps]) values.copyWithin(low + 1, low, this.count);
    this.starts[low] = start;
    this.ends[low] = end;
    this.firstSteps[low] = firstStep;
    this.lastSteps[low] = lastStep;
    this.count++;
  }
}

/** Undefined where it takes no less than `most` bytes. */
function placeInOrder(ordered: readonly Sized[], most: number): { offsets: number[]; regionBytes: number } | undefined {
  const offsets = new Array<number>(ordered.length).fill(0);
  const taken = new Ranges(ordered.length);
  let regionBytes = 0;
  for (const { index, size, firstStep, lastStep } of ordered) {
    const start = taken.lowestGap(size, firstStep, lastStep);
    offsets[index] = start;
    taken.add(start, start + size, firstStep, lastStep);
    regionBytes = Math.max(regionBytes, start + size);
    if (regionBytes >= most) return undefined;
  }
  return { offsets, regionBytes };
}

/** Places every buffer; offsets are multiples of 64. Takes the order that needs least, the first of equals. */
export function placeBuffers(buffers: readonly Lifetime[]): Placement {
  const sized = buffers.map(
    ({ bytes, firstStep, lastStep }, index): Sized => ({
      index,
      size: align(bytes + slack),
      length: lastStep - firstStep + 1,
      firstStep,
      lastStep,
    }),
  );
  // no order can need less than all that live at once, with the room behind them
  const least = widest(sized.map(({ size, firstStep, lastStep }) => ({ bytes: size, firstStep, lastStep })));
  let best: { readonly offsets: readonly number[]; readonly regionBytes: number } | undefined;
  for (const order of orders) {
    if (best?.regionBytes === least) break;
    const sorted = sized.toSorted((first, second) => order(first, second) || first.index - second.index);
    best = placeInOrder(sorted, best?.regionBytes ?? Number.POSITIVE_INFINITY) ?? best;
  }
  return { offsets: [], regionBytes: 0, ...best, liveBytes: widest(buffers) };
}
