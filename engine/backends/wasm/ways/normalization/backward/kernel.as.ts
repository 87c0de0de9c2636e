// Backward pass of batch normalisation: Σ dy and Σ dy·(x − mean) of every chunk, joined in order by one tile to the gradients of
// shift and scale, then dx = scale·inverse·(dy − Σdy/rows − x̂·dscale/rows). Tiles, lanes, blocking and the precision of sums as in
// ../forward/kernel.as.ts: dy is often so near to its mean that little of it is left, and where the sums err, so does what is left.
// Ceiling: memory, 72 GB/s. Reached on one core, maps of 4 MB: chunk 43, dx 49 GB/s.
import { madd, splat, storeLanes } from '../../../simd/math.as';
import { partStart } from '../../../simd/parts.as';
import { addWide, SUM_ROWS } from '../sums.as';

@inline
function strideOf(channels: i32): usize {
  return <usize>((channels + 3) >> 2) << 4;
}

@unmanaged
export class BatchNormBackwardChunkStep {
  x: usize; // f32[rows,channels]
  statistics: usize; // f32[2,channels]
  dy: usize; // f32[rows,channels]
  partials: usize; // f64[chunks,2,channels in whole vectors of four], written
  rows: i32;
  channels: i32;
  chunks: i32;
}

export function batchNormBackwardChunk(step: BatchNormBackwardChunkStep, tile: i32, scratch: usize): void {
  const from = partStart(step.rows, tile, step.chunks);
  const count = partStart(step.rows, tile + 1, step.chunks) - from;
  const rowBytes = <usize>step.channels << 2;
  const stride = strideOf(step.channels);
  const target = step.partials + <usize>tile * 4 * stride;
  memory.fill(target, 0, 4 * stride);
  for (let c: usize = 0; c < stride; c += 32) {
    const wide = target + 2 * c;
    // Two vectors at once; the second repeats the first where there is none.
    const next = min<usize>(16, stride - c - 16);
    const mean0 = v128.load(step.statistics + c), mean1 = v128.load(step.statistics + c + next);
    let x = step.x + <usize>from * rowBytes + c, dy = step.dy + <usize>from * rowBytes + c;
    for (let row = 0; row < count; ) {
      const end = min(row + SUM_ROWS, count);
      let sum0 = splat(0), sum1 = sum0, product0 = sum0, product1 = sum0;
      // four rows by pairs: short chains of additions, in which equal values, as a global average brings them, hardly round
      for (; row + 4 <= end; row += 4) {
        let a0 = v128.load(dy), a1 = v128.load(dy + next);
        let p0 = f32x4.mul(a0, f32x4.sub(v128.load(x), mean0)), p1 = f32x4.mul(a1, f32x4.sub(v128.load(x + next), mean1));
        x += rowBytes;
        dy += rowBytes;
        let b0 = v128.load(dy), b1 = v128.load(dy + next);
        p0 = madd(b0, f32x4.sub(v128.load(x), mean0), p0);
        p1 = madd(b1, f32x4.sub(v128.load(x + next), mean1), p1);
        x += rowBytes;
        dy += rowBytes;
        const s0 = f32x4.add(a0, b0), s1 = f32x4.add(a1, b1);
        a0 = v128.load(dy);
        a1 = v128.load(dy + next);
        product0 = madd(a0, f32x4.sub(v128.load(x), mean0), product0);
        product1 = madd(a1, f32x4.sub(v128.load(x + next), mean1), product1);
        x += rowBytes;
        dy += rowBytes;
        b0 = v128.load(dy);
        b1 = v128.load(dy + next);
        p0 = madd(b0, f32x4.sub(v128.load(x), mean0), p0);
        p1 = madd(b1, f32x4.sub(v128.load(x + next), mean1), p1);
        x += rowBytes;
        dy += rowBytes;
        sum0 = f32x4.add(sum0, f32x4.add(s0, f32x4.add(a0, b0)));
        sum1 = f32x4.add(sum1, f32x4.add(s1, f32x4.add(a1, b1)));
        product0 = f32x4.add(product0, p0);
        product1 = f32x4.add(product1, p1);
      }
      for (; row < end; row++, x += rowBytes, dy += rowBytes) {
        const dy0 = v128.load(dy), dy1 = v128.load(dy + next);
        sum0 = f32x4.add(sum0, dy0);
        sum1 = f32x4.add(sum1, dy1);
        product0 = madd(dy0, f32x4.sub(v128.load(x), mean0), product0);
        product1 = madd(dy1, f32x4.sub(v128.load(x + next), mean1), product1);
      }
      addWide(wide, sum0);
      addWide(wide + 2 * stride, product0);
      if (next) {
        addWide(wide + 32, sum1);
        addWide(wide + 32 + 2 * stride, product1);
      }
    }
  }
}

@unmanaged
export class BatchNormBackwardWeightsStep {
  partials: usize; // f64[chunks,2,…]
  statistics: usize; // f32[2,channels]
  dscale: usize; // f32[channels], written
  dshift: usize; // f32[channels], written
  channels: i32;
  chunks: i32;
}

/** One tile, in double precision. */
export function batchNormBackwardWeights(step: BatchNormBackwardWeightsStep, tile: i32, scratch: usize): void {
  const stride = strideOf(step.channels);
  for (let c: usize = 0, end = <usize>step.channels << 2; c < end; c += 4) {
    let sum: f64 = 0, product: f64 = 0;
    for (let chunk = 0, partial = step.partials + 2 * c; chunk < step.chunks; chunk++, partial += 4 * stride) {
      sum += load<f64>(partial);
      product += load<f64>(partial + 2 * stride);
    }
    store<f32>(step.dshift + c, <f32>sum);
    store<f32>(step.dscale + c, <f32>(product * <f64>load<f32>(step.statistics + end + c)));
  }
}

@unmanaged
export class BatchNormBackwardInputStep {
  x: usize; // f32[rows,channels]
  statistics: usize; // f32[2,channels]
  scale: usize; // f32[channels]
  dscale: usize; // f32[channels]
  dshift: usize; // f32[channels]
  dy: usize; // f32[rows,channels]
  dx: usize; // f32[rows,channels], written; may be dy
  rows: i32;
  channels: i32;
  rectified: i32; // 1: dx is 0 where x ≤ 0
  tiles: i32;
}

/** Rows of a block whose channels are gone through eight at a time: it lies in the first-level cache. */
const BLOCK_ROWS: i32 = 64;

/** Eight channels of `count` rows; a, b and d lie `stride` bytes apart. */
function gradientEight(x: usize, dy: usize, dx: usize, count: i32, rowBytes: usize, mean: usize, a: usize, stride: usize, always: v128): void {
  const nought = splat(0);
  const m0 = v128.load(mean), m1 = v128.load(mean, 16);
  const a0 = v128.load(a), a1 = v128.load(a, 16);
  const b0 = v128.load(a + stride), b1 = v128.load(a + stride, 16);
  const d0 = v128.load(a + 2 * stride), d1 = v128.load(a + 2 * stride, 16);
  for (const end = dx + <usize>count * rowBytes; dx < end; x += rowBytes, dy += rowBytes, dx += rowBytes) {
    const x0 = v128.load(x), x1 = v128.load(x, 16);
    const g0 = f32x4.sub(f32x4.sub(v128.load(dy), b0), f32x4.mul(f32x4.sub(x0, m0), d0));
    const g1 = f32x4.sub(f32x4.sub(v128.load(dy, 16), b1), f32x4.mul(f32x4.sub(x1, m1), d1));
    v128.store(dx, v128.and(f32x4.mul(a0, g0), v128.or(always, f32x4.gt(x0, nought))));
    v128.store(dx, v128.and(f32x4.mul(a1, g1), v128.or(always, f32x4.gt(x1, nought))), 16);
  }
}

/** dx = a·(dy − b − (x − mean)·d), with a = scale·inverse, b = dshift/rows, d = inverse·dscale/rows, made once a tile. */
export function batchNormBackwardInput(step: BatchNormBackwardInputStep, tile: i32, scratch: usize): void {
  const stride = strideOf(step.channels);
  // divided: multiplying by 1/rows would round twice
  const rows = splat(<f32>step.rows);
  const a = scratch, b = scratch + stride, d = scratch + 2 * stride;
  const inverses = step.statistics + (<usize>step.channels << 2);
  for (let c: usize = 0; c < stride; c += 16) {
    const inverse = v128.load(inverses + c);
    v128.store(a + c, f32x4.mul(inverse, v128.load(step.scale + c)));
    v128.store(b + c, f32x4.div(v128.load(step.dshift + c), rows));
    v128.store(d + c, f32x4.mul(f32x4.div(v128.load(step.dscale + c), rows), inverse));
  }
  const rowBytes = <usize>step.channels << 2;
  const from = partStart(step.rows, tile, step.tiles), to = partStart(step.rows, tile + 1, step.tiles);
  const always = i32x4.splat(step.rectified - 1), nought = splat(0);
  if (step.channels % 8 == 0) {
    for (let row = from; row < to; row += BLOCK_ROWS) {
      const count = min(BLOCK_ROWS, to - row);
      const place = <usize>row * rowBytes;
      for (let c: usize = 0; c < rowBytes; c += 32) {
        gradientEight(step.x + place + c, step.dy + place + c, step.dx + place + c, count, rowBytes, step.statistics + c, a + c, stride, always);
      }
    }
    return;
  }
  for (let row = from; row < to; row++) {
    const place = <usize>row * rowBytes;
    for (let c: usize = 0; c < rowBytes; c += 16) {
      const x = v128.load(step.x + place + c);
      const centred = f32x4.sub(x, v128.load(step.statistics + c));
      const difference = f32x4.sub(f32x4.sub(v128.load(step.dy + place + c), v128.load(b + c)), f32x4.mul(centred, v128.load(d + c)));
      const dx = v128.and(f32x4.mul(v128.load(a + c), difference), v128.or(always, f32x4.gt(x, nought)));
      storeLanes(step.dx + place + c, dx, <i32>(rowBytes - c) >> 2);
    }
  }
}
