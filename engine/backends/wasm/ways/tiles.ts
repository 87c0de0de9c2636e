// How steps that treat every value alone are cut: parts large enough that claiming one costs nothing beside doing it, and
// never more than a few dozen. It depends on the number of values only, so the cut is the same for any number of workers.

const valuesPerTile = 8192;
const mostTiles = 48;

/** The number of tiles for `count` values. */
export function elementTiles(count: number): number {
  return Math.max(1, Math.min(mostTiles, Math.ceil(count / valuesPerTile)));
}

/** The number of tiles for `rows` of `length` values that must stay whole. */
export function rowTiles(rows: number, length: number): number {
  return Math.max(1, Math.min(rows, elementTiles(rows * length)));
}
