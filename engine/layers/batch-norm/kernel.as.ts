// Batch normalisation over f32[rows,channels]. A tile is a run of rows, which for the sums is a chunk: its mean first, then
// the squared deviations from it (two passes over rows that lie in the cache, so nothing cancels), sixteen channels at a
// time. One tile joins the chunks in order, whatever the workers. Partial sums lie in whole vectors of four channels; what
// is computed for the lanes beyond the last channel is never stored outside them. Ceiling: memory.
import { madd, splat, storeLanes } from '../../simd/math.as';
import { partStart } from '../../simd/parts.as';

/** Bytes of one value for every channel, in whole vectors. */
@inline
function strideOf(channels: i32): usize {
  return <usize>((channels + 3) >> 2) << 4;
}

@unmanaged
export class BatchNormChunkStep {
  x: usize; // f32[rows,channels]
  partials: usize; // f32[chunks,2,channels in whole vectors], written: means, sums of squared deviations
  rows: i32;
  channels: i32;
  chunks: i32;
}

export function batchNormChunk(step: BatchNormChunkStep, tile: i32, scratch: usize): void {
  const from = partStart(step.rows, tile, step.chunks);
  const count = partStart(step.rows, tile + 1, step.chunks) - from;
  const rowBytes = <usize>step.channels << 2;
  const stride = strideOf(step.channels);
  const target = step.partials + <usize>tile * 2 * stride;
  for (let c: usize = 0; c < stride; c += 64) {
    // Up to four vectors at once; those beyond the last channel read what lies behind and are not stored.
    const x = step.x + <usize>from * rowBytes + c;
    const offset1 = min<usize>(16, stride - c - 16), offset2 = min<usize>(32, stride - c - 16), offset3 = min<usize>(48, stride - c - 16);
    let s0 = splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (let row = 0, p = x; row < count; row++, p += rowBytes) {
      s0 = f32x4.add(s0, v128.load(p));
      s1 = f32x4.add(s1, v128.load(p + offset1));
      s2 = f32x4.add(s2, v128.load(p + offset2));
      s3 = f32x4.add(s3, v128.load(p + offset3));
    }
    const length = splat(<f32>count);
    const m0 = f32x4.div(s0, length), m1 = f32x4.div(s1, length), m2 = f32x4.div(s2, length), m3 = f32x4.div(s3, length);
    s0 = splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (let row = 0, p = x; row < count; row++, p += rowBytes) {
      const d0 = f32x4.sub(v128.load(p), m0), d1 = f32x4.sub(v128.load(p + offset1), m1);
      const d2 = f32x4.sub(v128.load(p + offset2), m2), d3 = f32x4.sub(v128.load(p + offset3), m3);
      s0 = madd(d0, d0, s0);
      s1 = madd(d1, d1, s1);
      s2 = madd(d2, d2, s2);
      s3 = madd(d3, d3, s3);
    }
    storeFour(target + c, offset1, offset2, offset3, m0, m1, m2, m3);
    storeFour(target + stride + c, offset1, offset2, offset3, s0, s1, s2, s3);
  }
}

/** Equal offsets come with equal values. */
@inline
function storeFour(target: usize, offset1: usize, offset2: usize, offset3: usize, v0: v128, v1: v128, v2: v128, v3: v128): void {
  v128.store(target, v0);
  v128.store(target + offset1, v1);
  v128.store(target + offset2, v2);
  v128.store(target + offset3, v3);
}

@unmanaged
export class BatchNormStatisticsStep {
  partials: usize; // f32[chunks,2,…]
  statistics: usize; // f32[2,…], written: mean, 1 / √(variance + ε)
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
      mean += <f64>load<f32>(step.partials + <usize>chunk * 2 * stride + c) * <f64>length / rows;
    }
    for (let chunk = 0; chunk < step.chunks; chunk++) {
      const length = partStart(step.rows, chunk + 1, step.chunks) - partStart(step.rows, chunk, step.chunks);
      const partial = step.partials + <usize>chunk * 2 * stride + c;
      const shift = <f64>load<f32>(partial) - mean;
      squares += <f64>load<f32>(partial + stride) + <f64>length * shift * shift;
    }
    store<f32>(step.statistics + c, <f32>mean);
    store<f32>(step.statistics + stride + c, <f32>(1 / sqrt<f64>(squares / rows + <f64>step.epsilon)));
    const oldMean = <f64>load<f32>(step.runningMean + c), oldVariance = <f64>load<f32>(step.runningVariance + c);
    store<f32>(step.runningMean + c, <f32>((1 - momentum) * oldMean + momentum * mean));
    store<f32>(step.runningVariance + c, <f32>((1 - momentum) * oldVariance + momentum * squares / max<f64>(1, rows - 1)));
  }
}

/** y = (x − mean) · factor + shift for the rows [from, to). */
function normalizeRows(x: usize, y: usize, from: i32, to: i32, channels: i32, mean: usize, factor: usize, shift: usize): void {
  const rowBytes = <usize>channels << 2;
  for (let row = from; row < to; row++) {
    const source = x + <usize>row * rowBytes, target = y + <usize>row * rowBytes;
    for (let c: usize = 0; c < rowBytes; c += 16) {
      const value = madd(f32x4.sub(v128.load(source + c), v128.load(mean + c)), v128.load(factor + c), v128.load(shift + c));
      storeLanes(target + c, value, <i32>(rowBytes - c) >> 2);
    }
  }
}

@unmanaged
export class BatchNormForwardStep {
  x: usize; // f32[rows,channels]
  statistics: usize; // f32[2,…]
  scale: usize; // f32[channels]
  shift: usize; // f32[channels]
  y: usize; // f32[rows,channels], written
  rows: i32;
  channels: i32;
  tiles: i32;
}

export function batchNormForward(step: BatchNormForwardStep, tile: i32, scratch: usize): void {
  const stride = strideOf(step.channels);
  for (let c: usize = 0; c < stride; c += 16) {
    v128.store(scratch + c, f32x4.mul(v128.load(step.statistics + stride + c), v128.load(step.scale + c)));
  }
  const from = partStart(step.rows, tile, step.tiles), to = partStart(step.rows, tile + 1, step.tiles);
  normalizeRows(step.x, step.y, from, to, step.channels, step.statistics, scratch, step.shift);
}

@unmanaged
export class BatchNormInferenceStep {
  x: usize; // f32[rows,channels]
  runningMean: usize; // f32[channels]
  runningVariance: usize; // f32[channels]
  scale: usize; // f32[channels]
  shift: usize; // f32[channels]
  y: usize; // f32[rows,channels], written
  rows: i32;
  channels: i32;
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
  normalizeRows(step.x, step.y, from, to, step.channels, step.runningMean, scratch, step.shift);
}
