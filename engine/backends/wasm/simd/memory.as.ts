// Filling and copying runs of f32. Copies for short runs overrun their end by up to 12 bytes where the caller says so:
// the arena leaves room behind every buffer (plan/memory.ts), and whole vectors are faster than exact tails.

@inline
export function zero(target: usize, bytes: usize): void {
  memory.fill(target, 0, bytes);
}

/** Copies `count` f32 in whole vectors; writes up to 12 bytes past the end of the target. */
@inline
export function copyOverrun(target: usize, source: usize, count: i32): void {
  for (let offset: usize = 0, end = <usize>count << 2; offset < end; offset += 16) {
    v128.store(target + offset, v128.load(source + offset));
  }
}

/** Zeroes `count` f32 in whole vectors; writes up to 12 bytes past the end. */
@inline
export function zeroOverrun(target: usize, count: i32): void {
  for (let offset: usize = 0, end = <usize>count << 2; offset < end; offset += 16) v128.store(target + offset, i32x4.splat(0));
}

/** Copies exactly `count` f32. */
@inline
export function copyExact(target: usize, source: usize, count: i32): void {
  let index = 0;
  for (; index + 4 <= count; index += 4) v128.store(target + (<usize>index << 2), v128.load(source + (<usize>index << 2)));
  for (; index < count; index++) store<f32>(target + (<usize>index << 2), load<f32>(source + (<usize>index << 2)));
}

/** target += source for exactly `count` f32. */
@inline
export function addExact(target: usize, source: usize, count: i32): void {
  let index = 0;
  for (; index + 4 <= count; index += 4) {
    const offset = <usize>index << 2;
    v128.store(target + offset, f32x4.add(v128.load(target + offset), v128.load(source + offset)));
  }
  for (; index < count; index++) {
    const offset = <usize>index << 2;
    store<f32>(target + offset, load<f32>(target + offset) + load<f32>(source + offset));
  }
}
