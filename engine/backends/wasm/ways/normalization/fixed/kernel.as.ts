// Backward through a normalisation by fixed statistics, such as a frozen one while others train: its statistics in the form of a
// batch's own, so that the sums of ../backward/kernel.as.ts serve both, and dx = dy·scale·inverse. A tile is a run of rows. Blocking:
// one vector of a row at a time. Ceiling: memory, 8 bytes a value.
import { storeLanes } from '../../../simd/math.as';
import { partStart } from '../../../simd/parts.as';

@unmanaged
export class BatchNormFixedStatisticsStep {
  mean: usize; // f32[channels]
  variance: usize; // f32[channels]
  statistics: usize; // f32[2,channels], written: mean, 1 / √(variance + ε)
  channels: i32;
  epsilon: f32;
}

/** One tile, in double precision as the batch's own: a few values a channel. */
export function batchNormFixedStatistics(step: BatchNormFixedStatisticsStep, tile: i32, scratch: usize): void {
  for (let c: usize = 0, end = <usize>step.channels << 2; c < end; c += 4) {
    store<f32>(step.statistics + c, load<f32>(step.mean + c));
    store<f32>(step.statistics + end + c, <f32>(1 / sqrt<f64>(<f64>load<f32>(step.variance + c) + <f64>step.epsilon)));
  }
}

@unmanaged
export class BatchNormScaleStep {
  statistics: usize; // f32[2,channels]
  scale: usize; // f32[channels]
  dy: usize; // f32[rows,channels]
  dx: usize; // f32[rows,channels], written; may be dy
  rows: i32;
  channels: i32;
  tiles: i32;
}

export function batchNormScale(step: BatchNormScaleStep, tile: i32, scratch: usize): void {
  const rowBytes = <usize>step.channels << 2;
  const inverses = step.statistics + rowBytes;
  for (let c: usize = 0; c < rowBytes; c += 16) v128.store(scratch + c, f32x4.mul(v128.load(inverses + c), v128.load(step.scale + c)));
  for (let row = partStart(step.rows, tile, step.tiles), to = partStart(step.rows, tile + 1, step.tiles); row < to; row++) {
    const place = <usize>row * rowBytes;
    for (let c: usize = 0; c < rowBytes; c += 16) {
      const value = f32x4.mul(v128.load(step.dy + place + c), v128.load(scratch + c));
      storeLanes(step.dx + place + c, value, <i32>(rowBytes - c) >> 2);
    }
  }
}
