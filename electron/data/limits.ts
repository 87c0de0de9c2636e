// The bounds within which images are read: a hostile or huge file costs at most this much, a dataset at most that much.
// They are plain constants in one place, so that messages, tests and documentation name the same numbers.
import { freemem, totalmem } from 'node:os';

const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;

/** An image whose header declares more pixels than this is refused before anything is decoded (8192 × 8192). */
export const maximumPixels = 64 * mebibyte;

/** A longer file is refused before it is read. */
export const maximumFileBytes = 256 * mebibyte;

/** Beyond this, the caches of the folders opened longest ago are removed. */
export const defaultCacheLimit = 10 * gibibyte;

/** Decoded images are held in memory up to this many bytes, and read from the cache file beyond it. */
export function defaultMemoryBudget(): number {
  return Math.min(gibibyte, Math.floor(totalmem() / 4), Math.max(64 * mebibyte, Math.floor(freemem() / 2)));
}
