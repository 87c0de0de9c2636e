// Folds batch normalisation with its running statistics into the weights and the bias of the linear layer in front: once after the
// weights have changed. A tile is a run of rows of the weights; the first also writes the bias. Blocking: one vector of a row at a
// time. Ceiling: memory. Reached: 30 of 72 GB/s for a million weights.
import { splat, storeLanes } from '../../../simd/math.as';
import { partStart } from '../../../simd/parts.as';

@unmanaged
export class BatchNormFoldStep {
  source: usize; // f32[rows,channels]
  sourceBias: usize; // f32[channels], read where hasBias is 1
  runningMean: usize; // f32[channels]
  runningVariance: usize; // f32[channels]
  scale: usize; // f32[channels]
  shift: usize; // f32[channels]
  weights: usize; // f32[rows,channels], written
  bias: usize; // f32[channels], written
  rows: i32;
  channels: i32;
  hasBias: i32;
  epsilon: f32;
  tiles: i32;
}

export function batchNormFold(step: BatchNormFoldStep, tile: i32, scratch: usize): void {
  const rowBytes = <usize>step.channels << 2;
  const epsilon = splat(step.epsilon);
  for (let c: usize = 0; c < rowBytes; c += 16) {
    const factor = f32x4.div(v128.load(step.scale + c), f32x4.sqrt(f32x4.add(v128.load(step.runningVariance + c), epsilon)));
    v128.store(scratch + c, factor);
    if (tile != 0) continue;
    const own = step.hasBias ? v128.load(step.sourceBias + c) : splat(0);
    const centred = f32x4.sub(own, v128.load(step.runningMean + c));
    storeLanes(step.bias + c, f32x4.add(f32x4.mul(centred, factor), v128.load(step.shift + c)), <i32>(rowBytes - c) >> 2);
  }
  for (let row = partStart(step.rows, tile, step.tiles), to = partStart(step.rows, tile + 1, step.tiles); row < to; row++) {
    const place = <usize>row * rowBytes;
    for (let c: usize = 0; c < rowBytes; c += 16) {
      const value = f32x4.mul(v128.load(step.source + place + c), v128.load(scratch + c));
      storeLanes(step.weights + place + c, value, <i32>(rowBytes - c) >> 2);
    }
  }
}
