// Reads the bytes of records out of a PixelSource, in any thread, synchronously. Records of a file that are asked for
// one after the other come out of a window that is read ahead; others are read one by one.
import { closeSync, openSync, readSync } from 'node:fs';
import type { PixelSource } from '../../engine/datasets/image-folder.ts';

export interface PixelReader {
  /** Copies record's u8[imageBytes] to the start of target. Throws RangeError on a record the source doesn't have. */
  read(record: number, target: Uint8Array): void;
  close(): void;
}

const windowBytes = 4 * 1024 * 1024;

/** Throws where the source's file is gone. */
export function openPixelReader(source: PixelSource): PixelReader {
  return source.kind === 'memory' ? readMemory(new Uint8Array(source.buffer), source.imageBytes) : readFilePixels(source);
}

function readMemory(pixels: Uint8Array, imageBytes: number): PixelReader {
  const count = pixels.length / imageBytes;
  return {
    read: (record, target) => {
      if (!(record >= 0 && record < count)) throw new RangeError(`record ${record} of ${count}`);
      target.set(pixels.subarray(record * imageBytes, (record + 1) * imageBytes));
    },
    close: () => undefined,
  };
}

function readFilePixels({ path, headerBytes, imageBytes }: Extract<PixelSource, { kind: 'file' }>): PixelReader {
  const descriptor = openSync(path, 'r');
  const recordsInWindow = Math.max(1, Math.floor(windowBytes / imageBytes));
  let window = new Uint8Array(0);
  let windowFirst = 0;
  let windowCount = 0;
  let last = -2;
  const fill = (into: Uint8Array, record: number, bytes: number): number => {
    let filled = 0;
    while (filled < bytes) {
      const count = readSync(descriptor, into, filled, bytes - filled, headerBytes + record * imageBytes + filled);
      if (count === 0) break;
      filled += count;
    }
    return filled;
  };
  return {
    read: (record, target) => {
      const follows = record === last + 1;
      last = record;
      if (record < windowFirst || record >= windowFirst + windowCount) {
        if (!follows) {
          if (!(record >= 0) || fill(target, record, imageBytes) < imageBytes)
            throw new RangeError(`record ${record} is not in the pixel file`);
          return;
        }
        if (window.length === 0) window = new Uint8Array(recordsInWindow * imageBytes);
        windowFirst = record;
        windowCount = Math.floor(fill(window, record, window.length) / imageBytes);
        if (windowCount === 0) throw new RangeError(`record ${record} is not in the pixel file`);
      }
      const at = (record - windowFirst) * imageBytes;
      target.set(window.subarray(at, at + imageBytes));
    },
    close: () => closeSync(descriptor),
  };
}
