// Sizes of images that vary: from a smallest on, in steps, up to a largest side. Each image gets the size of the grid that it fits
// into, so that images of nearly the same size share one, and there are few of them: programs are made for every one that occurs.

export interface ImageSize {
  /** In pixels, as everything here. */
  readonly height: number;
  readonly width: number;
}

/** The sizes that there may be: height and width are the smallest. */
export interface SizeRange extends ImageSize {
  readonly step: number;
  /** No side is longer: larger images are shrunk as a whole. */
  readonly largest: number;
}

/** Sizes of one data set, at most: an arena holds programs for all of them. */
export const mostSizes = 64;

/** As a person reads it: `32×48`. */
export function formatSize({ height, width }: ImageSize): string {
  return `${height}×${width}`;
}

export function isSameSize(one: ImageSize, other: ImageSize): boolean {
  return one.height === other.height && one.width === other.width;
}

/** The largest size of the grid: both sides as long as steps allow. */
export function largestSize({ height, width, step, largest }: SizeRange): ImageSize {
  const longest = (smallest: number): number => smallest + Math.floor(Math.max(0, largest - smallest) / step) * step;
  return { height: longest(height), width: longest(width) };
}

/** The size that an image of this size gets: shrunk until it fits into the largest, each side rounded up to a step. */
export function chooseSize(image: ImageSize, range: SizeRange): ImageSize {
  const most = largestSize(range);
  const scale = Math.min(1, most.height / image.height, most.width / image.width);
  const roundUp = (length: number, smallest: number, longest: number): number =>
    Math.min(longest, smallest + Math.ceil(Math.max(0, Math.round(length * scale) - smallest) / range.step) * range.step);
  return { height: roundUp(image.height, range.height, most.height), width: roundUp(image.width, range.width, most.width) };
}

/** Those that differ, by height and then width. */
export function distinctSizes(sizes: Iterable<ImageSize>): ImageSize[] {
  const found = new Map<string, ImageSize>();
  for (const { height, width } of sizes) found.set(`${height} ${width}`, { height, width });
  return [...found.values()].sort((one, other) => one.height - other.height || one.width - other.width);
}

/** The smallest multiple of the step, by doubling, at which no more than `mostSizes` sizes are left. Sizes are those of the grid. */
export function wideEnoughStep(sizes: readonly ImageSize[], range: SizeRange): number {
  let { step } = range;
  while (distinctSizes(sizes.map((size) => chooseSize(size, { ...range, step }))).length > mostSizes) step *= 2;
  return step;
}
