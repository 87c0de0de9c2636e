// Antialiased resizing of bytes: a triangle filter whose support grows with the reduction, in two passes of 22-bit fixed
// point. Integer sums alone decide a pixel, so every machine computes the same bytes, and they are Pillow's own
// (Image.resize with BILINEAR, src/libImaging/Resample.c), which users compare with. The sums are WebAssembly's
// (resample.as.ts); a picture passes through its memory in strips of rows, so that a large one leaves no large memory behind.
import { resampleCode } from '../backends/wasm/generated/resample-code.ts';
import { align } from '../backends/wasm/plan/memory.ts';
import { decodeBase64 } from '../base/base64.ts';

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
  /** Fixed-point weights, `taps` of them for each output position. */
  readonly weights: Int32Array;
  readonly taps: number;
}

interface ResampleExports {
  resampleRows(
    input: number,
    width: number,
    height: number,
    channels: number,
    first: number,
    count: number,
    weights: number,
    taps: number,
    outputWidth: number,
    output: number,
  ): void;
  resampleColumns(
    input: number,
    rowBytes: number,
    firstRow: number,
    first: number,
    count: number,
    weights: number,
    taps: number,
    outputHeight: number,
    output: number,
  ): void;
}

const precisionBits = 22;
const pageBytes = 65536;
/** Bytes of source rows that lie in WebAssembly's memory at once, unless a single row has more. */
const stripBytes = 1 << 20;
/** Vectors are read and written past the end of what they belong to. */
const overrun = 16;

let module: WebAssembly.Module | undefined;

/** Memory of WebAssembly that is taken piece by piece and forgotten as a whole. */
class Workbench {
  private readonly memory: WebAssembly.Memory;
  readonly passes: ResampleExports;
  private end = 0;

  constructor(bytes: number) {
    const pages = Math.ceil(bytes / pageBytes);
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: false });
    if (module === undefined) {
      const code = decodeBase64(resampleCode);
      if (code === undefined) throw new Error('the generated code is damaged: run build/kernels.ts again');
      module = new WebAssembly.Module(new Uint8Array(code));
    }
    this.passes = new WebAssembly.Instance(module, { env: { memory: this.memory } }).exports as unknown as ResampleExports;
  }

  get bytes(): number {
    return this.memory.buffer.byteLength;
  }

  clear(): void {
    this.end = 0;
  }

  take(bytes: number): number {
    const place = this.end;
    this.end = align(this.end + bytes + overrun);
    return place;
  }

  write(place: number, values: Uint8Array | Int32Array): void {
    new Uint8Array(this.memory.buffer, place).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }

  read(place: number, bytes: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, place, bytes).slice();
  }
}

/** Kept from picture to picture, unless one has needed more than this. */
const mostKept = 64 << 20;
let kept: Workbench | undefined;

/** A workbench with so many bytes: the one that is kept where it has them. */
function openWorkbench(bytes: number): Workbench {
  if (kept !== undefined && kept.bytes >= bytes) {
    kept.clear();
    return kept;
  }
  const made = new Workbench(bytes);
  if (made.bytes <= mostKept) kept = made;
  return made;
}

const bytesOfFilter = ({ first, count, weights }: Filter): number =>
  [first, count, weights].reduce((sum, values) => sum + align(values.byteLength + overrun), 0);

/** Addresses of a filter's parts on the workbench. */
function place(bench: Workbench, { first, count, weights }: Filter): { first: number; count: number; weights: number } {
  const put = (values: Int32Array): number => {
    const address = bench.take(values.byteLength);
    bench.write(address, values);
    return address;
  };
  return { first: put(first), count: put(count), weights: put(weights) };
}

/** pixels: u8[height,width,channels], channels 1 or 3 → u8[outputHeight,outputWidth,channels]; the input itself where nothing changes. */
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
  if (!changesRows && !changesColumns) return pixels;
  const along = findFilter(width, left, right, outputWidth);
  const down = findFilter(height, top, bottom, outputHeight);
  // only the rows that the vertical pass will read
  const firstRow = changesColumns ? (down.first[0] ?? 0) : 0;
  const lastRow = changesColumns ? (down.first[outputHeight - 1] ?? 0) + (down.count[outputHeight - 1] ?? 0) : height;
  const rows = lastRow - firstRow;
  const rowBytes = width * channels;
  const outputRowBytes = outputWidth * channels;
  const stripRows = Math.max(1, Math.min(rows, Math.floor(stripBytes / rowBytes)));
  const bench = openWorkbench(
    bytesOfFilter(along) +
      bytesOfFilter(down) +
      [stripRows * rowBytes, rows * outputRowBytes, outputHeight * outputRowBytes].reduce((sum, bytes) => sum + align(bytes + overrun), 0),
  );
  const [alongAt, downAt] = [place(bench, along), place(bench, down)];
  const [strip, between, output] = [stripRows * rowBytes, rows * outputRowBytes, outputHeight * outputRowBytes].map((bytes) =>
    bench.take(bytes),
  ) as [number, number, number];
  for (let row = 0; row < rows; row += stripRows) {
    const count = Math.min(stripRows, rows - row);
    const source = pixels.subarray((firstRow + row) * rowBytes, (firstRow + row + count) * rowBytes);
    const target = between + row * outputRowBytes;
    if (!changesRows) {
      bench.write(target, source);
      continue;
    }
    bench.write(strip, source);
    const { first, count: counts, weights } = alongAt;
    bench.passes.resampleRows(strip, width, count, channels, first, counts, weights, along.taps, outputWidth, target);
  }
  if (!changesColumns) return bench.read(between, rows * outputRowBytes);
  const { first, count, weights } = downAt;
  bench.passes.resampleColumns(between, outputRowBytes, firstRow, first, count, weights, down.taps, outputHeight, output);
  return bench.read(output, outputHeight * outputRowBytes);
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
  // whole vectors of weights, zero behind those of a position
  const taps = Math.ceil((Math.ceil(support) * 2 + 1) / 4) * 4;
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
      weights[position * taps + tap] = Math.trunc(0.5 + weight * 2 ** precisionBits);
    }
    first[position] = begin;
    count[position] = length;
  }
  return { first, count, weights, taps };
}
