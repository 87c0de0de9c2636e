// The step that fills the input's output from the bytes of a batch. The plan emits it at the start of every program.
import { mapSize, type Shape } from '../../../../base/shape.ts';
import { elementTiles } from '../tiles.ts';
import type { BufferHandle, StepRequest } from '../../../../layers/layer.ts';

export interface InputBuffers {
  /** u8[n,height,width,channels] */
  readonly bytes: BufferHandle;
  /** f32[channels] each: y = byte × scale + offset. */
  readonly scale: BufferHandle;
  readonly offset: BufferHandle;
  /** f32[n,height,width,channels], written. */
  readonly y: BufferHandle;
}

export function lowerInput(step: (request: StepRequest) => void, buffers: InputBuffers, batch: number, shape: Shape): void {
  const { height, width, channels } = mapSize(shape);
  const pixels = batch * height * width;
  step({
    kernel: 'normalizeImages',
    reads: { bytes: buffers.bytes, scale: buffers.scale, offset: buffers.offset },
    writes: { y: buffers.y },
    numbers: { pixels, channels },
    tiles: elementTiles(pixels * channels),
  });
}
