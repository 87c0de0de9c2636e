// How a step's work is cut: part `tile` of `tiles` of `count` items, as equal as whole items allow. The cut depends on the
// plan alone, never on the number of workers, and so do the bits of every result.

@inline
export function partStart(count: i32, tile: i32, tiles: i32): i32 {
  return <i32>((<i64>count * <i64>tile) / <i64>tiles);
}

/** As `partStart`, but on multiples of four, so that vectors never straddle two parts. */
@inline
export function partStartBy4(count: i32, tile: i32, tiles: i32): i32 {
  return tile == tiles ? count : partStart((count + 3) >> 2, tile, tiles) << 2;
}
