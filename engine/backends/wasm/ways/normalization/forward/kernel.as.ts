// Batch normalisation over f32[rows,channels]. A tile is a run of rows, which for the sums is a chunk. Its mean and squared
// deviations come from one pass over sums of x − k and (x − k)², where k is the mean of the chunk's first rows: so near the
// chunk's own that hardly a digit cancels. One tile joins the chunks in order, whatever the workers. Partial sums lie in whole
// vectors of four channels; what is computed for the lanes beyond the last channel is never stored outside them.
// Blocking: rows.as.ts forward; for the sums, eight channels down a chunk, SUM_ROWS rows in single precision and those in double, in
// which chunks are joined too (../sums.as.ts). Ceiling: memory, 72 GB/s. Reached on one core, maps of 4
// MB: chunk 39, forward 80 GB/s.
import { madd, splat } from '../../../simd/math.as';
import { partStart } from '../../../simd/parts.as';
import { normalizeRows } from '../rows.as';
import { addWide, SUM_ROWS } from '../sums.as';

/** Bytes of one value for every channel, in whole vectors. */
@inline
function strideOf(channels: i32): usize {
  return <usize>((channels + 3) >> 2) << 4;
}

@unmanaged
export class BatchNormChunkStep {
  x: usize; // f32[rows,channels]
  partials: usize; // f64[chunks,2,channels in whole vectors of four], written: means, sums of squared deviations
  rows: i32;
  channels: i32;
  chunks: i32;
}

/** Rows from whose mean a chunk's deviations are taken. */
const FIRST_ROWS: i32 = 16;

export function batchNormChunk(step: BatchNormChunkStep, tile: i32, scratch: usize): void {
  const from = partStart(step.rows, tile, step.chunks);
  const count = partStart(step.rows, tile + 1, step.chunks) - from;
  const rowBytes = <usize>step.channels << 2;
  const stride = strideOf(step.channels);
  const target = step.partials + <usize>tile * 4 * stride;
  const begin = min(FIRST_ROWS, count);
  memory.fill(target, 0, 4 * stride);
  for (let c: usize = 0; c < stride; c += 32) {
    const wide = target + 2 * c;
    // Two vectors at once; the second repeats the first where there is none.
    const next = min<usize>(16, stride - c - 16);
    const first = step.x + <usize>from * rowBytes + c;
    let k0 = splat(0), k1 = k0;
    for (let row = 0, x = first; row < begin; row++, x += rowBytes) {
      k0 = f32x4.add(k0, v128.load(x));
      k1 = f32x4.add(k1, v128.load(x + next));
    }
    k0 = f32x4.div(k0, splat(<f32>begin));
    k1 = f32x4.div(k1, splat(<f32>begin));
    let x = first;
    for (let row = 0; row < count; ) {
      const end = min(row + SUM_ROWS, count);
      // four rows by pairs: the chains of additions are short
      let s0 = splat(0), s1 = s0, q0 = s0, q1 = s0, r0 = s0, r1 = s0;
      for (; row + 4 <= end; row += 4) {
        let d0 = f32x4.sub(v128.load(x), k0), d1 = f32x4.sub(v128.load(x + next), k1);
        q0 = madd(d0, d0, q0);
        q1 = madd(d1, d1, q1);
        x += rowBytes;
        let e0 = f32x4.sub(v128.load(x), k0), e1 = f32x4.sub(v128.load(x + next), k1);
        r0 = madd(e0, e0, r0);
        r1 = madd(e1, e1, r1);
        x += rowBytes;
        const p0 = f32x4.add(d0, e0), p1 = f32x4.add(d1, e1);
        d0 = f32x4.sub(v128.load(x), k0);
        d1 = f32x4.sub(v128.load(x + next), k1);
        q0 = madd(d0, d0, q0);
        q1 = madd(d1, d1, q1);
        x += rowBytes;
        e0 = f32x4.sub(v128.load(x), k0);
        e1 = f32x4.sub(v128.load(x + next), k1);
        r0 = madd(e0, e0, r0);
        r1 = madd(e1, e1, r1);
        x += rowBytes;
        s0 = f32x4.add(s0, f32x4.add(p0, f32x4.add(d0, e0)));
        s1 = f32x4.add(s1, f32x4.add(p1, f32x4.add(d1, e1)));
      }
      for (; row < end; row++, x += rowBytes) {
        const d0 = f32x4.sub(v128.load(x), k0), d1 = f32x4.sub(v128.load(x + next), k1);
        s0 = f32x4.add(s0, d0);
        s1 = f32x4.add(s1, d1);
        q0 = madd(d0, d0, q0);
        q1 = madd(d1, d1, q1);
      }
      addWide(wide, s0);
      addWide(wide + 2 * stride, f32x4.add(q0, r0));
      if (next) {
        addWide(wide + 32, s1);
        addWide(wide + 32 + 2 * stride, f32x4.add(q1, r1));
      }
    }
    finishChunk(wide, wide + 2 * stride, k0, count);
    if (next) finishChunk(wide + 32, wide + 32 + 2 * stride, k1, count);
  }
}

/** From the f64[4] sums of x − k and (x − k)² of four channels, in their places: means and sums of squared deviations. */
function finishChunk(sums: usize, squares: usize, k: v128, count: i32): void {
  const length = f64x2.splat(<f64>count);
  for (let half: usize = 0; half < 32; half += 16) {
    const sum = v128.load(sums + half);
    const offset = f64x2.div(sum, length);
    v128.store(sums + half, f64x2.add(f64x2.promote_low_f32x4(k), offset));
    v128.store(squares + half, f64x2.pmax(f64x2.sub(v128.load(squares + half), f64x2.mul(sum, offset)), f64x2.splat(0)));
    k = v128.shuffle<i64>(k, k, 1, 0);
  }
}

@unmanaged
export class BatchNormStatisticsStep {
  partials: usize; // f64[chunks,2,…]
  statistics: usize; // f32[2,channels], written: mean, 1 / √(variance + ε)
  runningMean: usize; // f32[channels], updated
  runningVariance: usize; // f32[channels], updated
  rows: i32;
  channels: i32;
  chunks: i32;
  momentum: f32;
  epsilon: f32;
}

/** One tile, in double precision: a few values a channel. */
export function batchNormStatistics(step: BatchNormStatisticsStep, tile: i32, scratch: usize): void {
  const stride = strideOf(step.channels);
  const rows = <f64>step.rows, momentum = <f64>step.momentum;
  for (let c: usize = 0, end = <usize>step.channels << 2; c < end; c += 4) {
    let mean: f64 = 0, squares: f64 = 0;
    for (let chunk = 0; chunk < step.chunks; chunk++) {
      const length = partStart(step.rows, chunk + 1, step.chunks) - partStart(step.rows, chunk, step.chunks);
      mean += load<f64>(step.partials + <usize>chunk * 4 * stride + 2 * c) * <f64>length / rows;
    }
    for (let chunk = 0; chunk < step.chunks; chunk++) {
      const length = partStart(step.rows, chunk + 1, step.chunks) - partStart(step.rows, chunk, step.chunks);
      const partial = step.partials + <usize>chunk * 4 * stride + 2 * c;
      const shift = load<f64>(partial) - mean;
      squares += load<f64>(partial + 2 * stride) + <f64>length * shift * shift;
    }
    store<f32>(step.statistics + c, <f32>mean);
    store<f32>(step.statistics + end + c, <f32>(1 / sqrt<f64>(squares / rows + <f64>step.epsilon)));
    const oldMean = <f64>load<f32>(step.runningMean + c), oldVariance = <f64>load<f32>(step.runningVariance + c);
    store<f32>(step.runningMean + c, <f32>((1 - momentum) * oldMean + momentum * mean));
    store<f32>(step.runningVariance + c, <f32>((1 - momentum) * oldVariance + momentum * squares / max<f64>(1, rows - 1)));
  }
}

@unmanaged
export class BatchNormForwardStep {
  x: usize; // f32[rows,channels]
  statistics: usize; // f32[2,channels]
  scale: usize; // f32[channels]
  shift: usize; // f32[channels]
  addend: usize; // f32[rows,channels], read where hasAddend is 1: added to y
  y: usize; // f32[rows,channels], written
  rows: i32;
  channels: i32;
  hasAddend: i32;
  rectify: i32; // 1: y = max(0, y)
  tiles: i32;
}

export function batchNormForward(step: BatchNormForwardStep, tile: i32, scratch: usize): void {
  const stride = strideOf(step.channels);
  const inverses = step.statistics + (<usize>step.channels << 2);
  for (let c: usize = 0; c < stride; c += 16) {
    v128.store(scratch + c, f32x4.mul(v128.load(inverses + c), v128.load(step.scale + c)));
  }
  const from = partStart(step.rows, tile, step.tiles), to = partStart(step.rows, tile + 1, step.tiles);
  const addend = step.hasAddend ? step.addend : 0;
  normalizeRows(step.x, step.y, from, to, step.channels, step.statistics, scratch, step.shift, addend, step.rectify);
}

@unmanaged
export class BatchNormInferenceStep {
  x: usize; // f32[rows,channels]
  runningMean: usize; // f32[channels]
  runningVariance: usize; // f32[channels]
  scale: usize; // f32[channels]
  shift: usize; // f32[channels]
  addend: usize; // f32[rows,channels], read where hasAddend is 1: added to y
  y: usize; // f32[rows,channels], written
  rows: i32;
  channels: i32;
  hasAddend: i32;
  rectify: i32; // 1: y = max(0, y)
  epsilon: f32;
  tiles: i32;
}

export function batchNormInference(step: BatchNormInferenceStep, tile: i32, scratch: usize): void {
  const stride = strideOf(step.channels);
  for (let c: usize = 0; c < stride; c += 16) {
    const deviation = f32x4.sqrt(f32x4.add(v128.load(step.runningVariance + c), splat(step.epsilon)));
    v128.store(scratch + c, f32x4.div(v128.load(step.scale + c), deviation));
  }
  const from = partStart(step.rows, tile, step.tiles), to = partStart(step.rows, tile + 1, step.tiles);
  const addend = step.hasAddend ? step.addend : 0;
  normalizeRows(step.x, step.y, from, to, step.channels, step.runningMean, scratch, step.shift, addend, step.rectify);
}
