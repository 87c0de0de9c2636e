// Antialiased resizing of bytes: a triangle filter whose support grows with the reduction, in two passes of 22-bit fixed
// point. Integer sums alone decide a pixel, so every machine computes the same bytes, and they are Pillow's own
// (Image.resize with BILINEAR, src/libImaging/Resample.c), which users compare with.

/** Part of the source in pixels, fractions allowed: left and top inside, right and bottom the far edges. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Filter {
  /** First source position and number of source positions of each output position. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** Fixed-point weights, taps of them for each output position. */
  readonly weights: Int32Array;
  readonly taps: number;
}

const precisionBits = 22;
const half = 1 << (precisionBits - 1);

/** pixels: u8[height,width,channels] → u8[outputHeight,outputWidth,channels]; the input itself where nothing changes. */
export function resample(
  pixels: Uint8Array,
  width: number,
  height: number,
  channels: number,
  outputWidth: number,
  outputHeight: number,
  box: Box,
): Uint8Array {
  const [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom].map(Math.fround) as [number, number, number, number];
  const changesRows = outputWidth !== width || left !== 0 || right !== outputWidth;
  const changesColumns = outputHeight !== height || top !== 0 || bottom !== outputHeight;
  const vertical = findFilter(height, top, bottom, outputHeight);
  let rows = pixels;
  let firstRow = 0;
  if (changesRows) {
    // Only the rows that the vertical pass will read.
    firstRow = changesColumns ? (vertical.first[0] ?? 0) : 0;
    const lastRow = changesColumns ? (vertical.first[outputHeight - 1] ?? 0) + (vertical.count[outputHeight - 1] ?? 0) : height;
    rows = resampleRows(
      pixels.subarray(firstRow * width * channels, lastRow * width * channels),
      width,
      lastRow - firstRow,
      channels,
      findFilter(width, left, right, outputWidth),
    );
  }
  return changesColumns ? resampleColumns(rows, outputWidth * channels, firstRow, vertical) : rows;
}

// Images of one folder are often of one size: the last filters are kept, up to a number that bounds their memory.
const recentFilters = new Map<string, Filter>();
const mostFilters = 32;

function findFilter(inputSize: number, start: number, end: number, outputSize: number): Filter {
  const key = `${inputSize} ${start} ${end} ${outputSize}`;
  let filter = recentFilters.get(key);
  if (!filter) {
    if (recentFilters.size >= mostFilters) recentFilters.clear();
    filter = createFilter(inputSize, start, end, outputSize);
    recentFilters.set(key, filter);
  }
  return filter;
}

function createFilter(inputSize: number, start: number, end: number, outputSize: number): Filter {
  const scale = Math.fround(end - start) / outputSize;
  const support = Math.max(scale, 1);
  const taps = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(outputSize);
  const count = new Int32Array(outputSize);
  const weights = new Int32Array(outputSize * taps);
  const exact = new Float64Array(taps);
  for (let position = 0; position < outputSize; position++) {
    const centre = start + (position + 0.5) * scale;
    const begin = Math.max(0, Math.trunc(centre - support + 0.5));
    const length = Math.min(inputSize, Math.trunc(centre + support + 0.5)) - begin;
    let total = 0;
    for (let tap = 0; tap < length; tap++) {
      const distance = Math.abs((tap + begin - centre + 0.5) * (1 / support));
      const weight = distance < 1 ? 1 - distance : 0;
      exact[tap] = weight;
      total += weight;
    }
    for (let tap = 0; tap < length; tap++) {
      const weight = total === 0 ? (exact[tap] ?? 0) : (exact[tap] ?? 0) / total;
      weights[position * taps + tap] = Math.trunc(0.5 + weight * (1 << precisionBits));
    }
    first[position] = begin;
    count[position] = length;
  }
  return { first, count, weights, taps };
}

function resampleRows(input: Uint8Array, width: number, height: number, channels: number, filter: Filter): Uint8Array {
  const { first, count, weights, taps } = filter;
  const outputWidth = first.length;
  const output = new Uint8Array(outputWidth * height * channels);
  let target = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width * channels;
    for (let x = 0; x < outputWidth; x++) {
      const length = count[x] as number;
      let at = row + (first[x] as number) * channels;
      let weightAt = x * taps;
      if (channels === 3) {
        let red = half;
        let green = half;
        let blue = half;
        for (const end = weightAt + length; weightAt < end; weightAt++, at += 3) {
          const weight = weights[weightAt] as number;
          red += (input[at] as number) * weight;
          green += (input[at + 1] as number) * weight;
          blue += (input[at + 2] as number) * weight;
        }
        output[target] = clip(red);
        output[target + 1] = clip(green);
        output[target + 2] = clip(blue);
        target += 3;
      } else {
        let grey = half;
        for (const end = weightAt + length; weightAt < end; weightAt++, at++) grey += (input[at] as number) * (weights[weightAt] as number);
        output[target++] = clip(grey);
      }
    }
  }
  return output;
}

function resampleColumns(input: Uint8Array, rowBytes: number, firstRow: number, filter: Filter): Uint8Array {
  const { first, count, weights, taps } = filter;
  const output = new Uint8Array(first.length * rowBytes);
  const sums = new Int32Array(rowBytes);
  for (let y = 0; y < first.length; y++) {
    sums.fill(half);
    for (let tap = 0; tap < (count[y] as number); tap++) {
      const weight = weights[y * taps + tap] as number;
      const row = ((first[y] as number) - firstRow + tap) * rowBytes;
      for (let x = 0; x < rowBytes; x++) sums[x] = (sums[x] as number) + (input[row + x] as number) * weight;
    }
    for (let x = 0; x < rowBytes; x++) output[y * rowBytes + x] = clip(sums[x] as number);
  }
  return output;
}

function clip(sum: number): number {
  const value = sum >> precisionBits;
  return Math.min(value, 255);
}
