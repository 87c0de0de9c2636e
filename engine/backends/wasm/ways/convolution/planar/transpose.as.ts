// Four pixels × six filters between the two orders of the planar kernels: four pixels of one filter in a vector (products),
// and the filters of a pixel side by side (the map).

@inline
function evenPairs(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 0, 4, 1, 5);
}
@inline
function oddPairs(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 2, 6, 3, 7);
}
@inline
function lowHalves(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 0, 1, 4, 5);
}
@inline
function highHalves(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 2, 3, 6, 7);
}

/** The six vectors at `block`, none below `floor`, as four pixels of six filters, `stride` bytes apart. Writes nothing between. */
export function storePixels(block: usize, floor: v128, y: usize, stride: usize): void {
  const f0 = f32x4.pmax(v128.load(block), floor), f1 = f32x4.pmax(v128.load(block, 16), floor);
  const f2 = f32x4.pmax(v128.load(block, 32), floor), f3 = f32x4.pmax(v128.load(block, 48), floor);
  const f4 = f32x4.pmax(v128.load(block, 64), floor), f5 = f32x4.pmax(v128.load(block, 80), floor);
  const low01 = evenPairs(f0, f1), low23 = evenPairs(f2, f3), low45 = evenPairs(f4, f5);
  const high01 = oddPairs(f0, f1), high23 = oddPairs(f2, f3), high45 = oddPairs(f4, f5);
  v128.store(y, lowHalves(low01, low23));
  v128.store64_lane(y, low45, 0, 16);
  y += stride;
  v128.store(y, highHalves(low01, low23));
  v128.store64_lane(y, low45, 1, 16);
  y += stride;
  v128.store(y, lowHalves(high01, high23));
  v128.store64_lane(y, high45, 0, 16);
  y += stride;
  v128.store(y, highHalves(high01, high23));
  v128.store64_lane(y, high45, 1, 16);
}

/** Six filters of the four pixels at a, b, c, d as six vectors, `stride` bytes apart. Reads 32 bytes of each pixel. */
@inline
export function loadPlanes(a: usize, b: usize, c: usize, d: usize, target: usize, stride: usize): void {
  let low = evenPairs(v128.load(a), v128.load(b)), high = oddPairs(v128.load(a), v128.load(b));
  const lower = evenPairs(v128.load(c), v128.load(d)), upper = oddPairs(v128.load(c), v128.load(d));
  v128.store(target, lowHalves(low, lower));
  v128.store(target + stride, highHalves(low, lower));
  v128.store(target + 2 * stride, lowHalves(high, upper));
  v128.store(target + 3 * stride, highHalves(high, upper));
  low = evenPairs(v128.load(a, 16), v128.load(b, 16));
  high = evenPairs(v128.load(c, 16), v128.load(d, 16));
  v128.store(target + 4 * stride, lowHalves(low, high));
  v128.store(target + 5 * stride, highHalves(low, high));
}
