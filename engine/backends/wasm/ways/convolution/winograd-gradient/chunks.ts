// How a filter gradient in Winograd's domain is cut: the number of chunks follows from the sizes alone, so that the bits do not depend
// on the workers. Shared by strides 1 and 2.

/** Tiles transformed at a time: the longer the products, the less their sums are read and written; L3 holds them. */
const blockMemory = 1600 * 1024;
const fewestTiles = 24;
const mostTiles = 64;
/** Chunks to share between workers, as far as their sums stay small; a power of two, so that two or four share evenly. */
const mostChunks = 8;
const fewestChunks = 2;
const chunkMemory = 2560 * 1024;
const tilesPerChunk = 32;
/** Where the chunks are fewer, the filters are shared as well, for each of which the input is transformed again. */
const fewestShares = 4;

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

export interface Chunks {
  /** Of the Winograd tiles, each with sums of its own. */
  readonly chunks: number;
  /** Tiles transformed at a time. */
  readonly block: number;
  /** Of the filters. */
  readonly parts: number;
}

/** How `tiles` Winograd tiles of `tileBytes` bytes each, and `panels` of eight filters, are cut where a chunk's sums take `chunkBytes`. */
export function cutChunks(tiles: number, tileBytes: number, panels: number, chunkBytes: number): Chunks {
  const affordable = Math.max(fewestChunks, chunkMemory / chunkBytes);
  const chunks = 2 ** Math.floor(Math.log2(clamp(tiles / tilesPerChunk, 1, Math.min(mostChunks, affordable))));
  const perChunk = Math.ceil(tiles / chunks);
  const blocks = Math.ceil(perChunk / clamp(Math.floor(blockMemory / tileBytes), fewestTiles, mostTiles));
  return { chunks, block: Math.ceil(perChunk / blocks), parts: Math.min(panels, Math.ceil(fewestShares / chunks)) };
}
