// A copy, for a backend or a plan that cannot let Flatten's input and output share a buffer. A tile is a run of values.
// Blocking: none.
// Ceiling: memory. What it reaches is not measured: no plan of ours has this step.
import { partStartBy4 } from '../../simd/parts.as';

@unmanaged
export class CopyValuesStep {
  source: usize; // f32[count]
  target: usize; // f32[count], written
  count: i32;
  tiles: i32;
}

export function copyValues(step: CopyValuesStep, tile: i32, scratch: usize): void {
  const from = partStartBy4(step.count, tile, step.tiles);
  const to = partStartBy4(step.count, tile + 1, step.tiles);
  memory.copy(step.target + (<usize>from << 2), step.source + (<usize>from << 2), <usize>(to - from) << 2);
}
