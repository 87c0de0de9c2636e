// Adding short runs of values to memory that others own the neighbours of: nothing is written past the end.

/** target += source for exactly `count` f32, four, then two, then one at a time. */
@inline
export function addRun(target: usize, source: usize, count: i32): void {
  const end = target + (<usize>(count & ~3) << 2);
  while (target < end) {
    v128.store(target, f32x4.add(v128.load(target), v128.load(source)));
    target += 16;
    source += 16;
  }
  if (count & 2) {
    v128.store64_lane(target, f32x4.add(v128.load64_zero(target), v128.load64_zero(source)), 0);
    target += 8;
    source += 8;
  }
  if (count & 1) store<f32>(target, load<f32>(target) + load<f32>(source));
}
