// Concat: rows of one input into their place among the channels of the output, and their gradients back; a slice, and its place among
// zeros. A tile is a run of rows. Blocking: whole runs of channels. Ceiling: memory. Reached on maps of 4 MB by the copies: 48–68
// GB/s, a copy's speed.
import { copyExact } from '../../simd/memory.as';
import { partStart } from '../../simd/parts.as';

@unmanaged
export class ConcatForwardStep {
  x: usize; // f32[rows,channels]
  y: usize; // f32[rows,total], channels [offset, offset + channels) written
  rows: i32;
  channels: i32;
  total: i32;
  offset: i32;
  tiles: i32;
}

export function concatForward(step: ConcatForwardStep, tile: i32, scratch: usize): void {
  for (let row = partStart(step.rows, tile, step.tiles), end = partStart(step.rows, tile + 1, step.tiles); row < end; row++) {
    const target = step.y + ((<usize>row * <usize>step.total + <usize>step.offset) << 2);
    copyExact(target, step.x + ((<usize>row * <usize>step.channels) << 2), step.channels);
  }
}

@unmanaged
export class ConcatBackwardStep {
  dy: usize; // f32[rows,total]
  dx: usize; // f32[rows,channels], written
  rows: i32;
  channels: i32;
  total: i32;
  offset: i32;
  tiles: i32;
}

export function concatBackward(step: ConcatBackwardStep, tile: i32, scratch: usize): void {
  for (let row = partStart(step.rows, tile, step.tiles), end = partStart(step.rows, tile + 1, step.tiles); row < end; row++) {
    const source = step.dy + ((<usize>row * <usize>step.total + <usize>step.offset) << 2);
    copyExact(step.dx + ((<usize>row * <usize>step.channels) << 2), source, step.channels);
  }
}

@unmanaged
export class PlaceChannelsStep {
  x: usize; // f32[rows,channels]
  y: usize; // f32[rows,total], written: 0 but for channels [offset, offset + channels)
  rows: i32;
  channels: i32;
  total: i32;
  offset: i32;
  tiles: i32;
}

export function placeChannels(step: PlaceChannelsStep, tile: i32, scratch: usize): void {
  const before = <usize>step.offset << 2;
  const bytes = <usize>step.channels << 2;
  const rowBytes = <usize>step.total << 2;
  for (let row = partStart(step.rows, tile, step.tiles), end = partStart(step.rows, tile + 1, step.tiles); row < end; row++) {
    const y = step.y + <usize>row * rowBytes;
    memory.fill(y, 0, before);
    copyExact(y + before, step.x + <usize>row * bytes, step.channels);
    memory.fill(y + before + bytes, 0, rowBytes - before - bytes);
  }
}
