// The bounds within which images are read: a hostile or huge file costs at most this much, a dataset at most that much.
// They are plain constants in one place, so that messages, tests and documentation name the same numbers.
import { freemem, totalmem } from 'node:os';

export const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;

/** An image whose header declares more pixels than this is refused before anything is decoded (8192 × 8192). */
export const maximumPixels = 64 * mebibyte;

/** A longer file is refused before it is read. */
export const maximumFileBytes = 256 * mebibyte;

/** A longer file is read into memory of its own, which is counted before it is read. */
export const largeFileBytes = 8 * mebibyte;

/** What all decoding threads together may take for pictures at once: three photos of 12 megapixels, or a larger one alone. */
export function decodeRoomBytes(): number {
  return Math.min(256 * mebibyte, Math.max(64 * mebibyte, Math.floor(totalmem() / 8)));
}

/** Beyond this, the caches of the folders opened longest ago are removed. */
export const defaultCacheLimit = 10 * gibibyte;

/** Decoded images are held in memory up to this many bytes, and read from the cache file beyond it. */
export function defaultMemoryBudget(): number {
  return Math.min(gibibyte, Math.floor(totalmem() / 4), Math.max(64 * mebibyte, Math.floor(freemem() / 2)));
}

/** Where there is no cache file to read from, more is held in memory rather than nothing trained. */
export function defaultMemoryLimit(): number {
  return Math.max(defaultMemoryBudget(), Math.floor(freemem() / 2));
}
