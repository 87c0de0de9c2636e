// Reads the bytes of records out of a PixelSource, in any thread, synchronously. Records of a file that are asked for
// one after the other come out of a window that is read ahead; others are read one by one.
import { closeSync, readSync } from 'node:fs';
import type { PixelSource, RecordLayout } from '../../../engine/datasets/image-folder.ts';
import { openPixels } from './held-pixels.ts';

export interface PixelReader {
  /** Copies record's bytes into target, from index `place` (0) on. Throws RangeError on a record the source doesn't have. */
  read(record: number, target: Uint8Array, place?: number): void;
  close(): void;
}

const windowBytes = 4 * 1024 * 1024;

/** Throws where the source's file is gone and nobody holds it. */
export function openPixelReader(source: PixelSource): PixelReader {
  if (source.layout !== undefined) return readLaidOut(source, source.layout);
  return source.kind === 'memory' ? readMemory(new Uint8Array(source.buffer), source.imageBytes) : readFilePixels(source);
}

/** The pixels of a few records, one array each. Throws as the reader does. */
export function readRecords(source: PixelSource, records: Int32Array): readonly Uint8Array[] {
  const reader = openPixelReader(source);
  try {
    return Array.from(records, (record) => {
      const image = new Uint8Array(bytesOfRecord(source, record));
      reader.read(record, image);
      return image;
    });
  } finally {
    reader.close();
  }
}

/** Bytes of a record's image. */
export function bytesOfRecord({ layout, imageBytes }: PixelSource, record: number): number {
  return layout === undefined ? imageBytes : (layout.bytes[record] ?? 0);
}

/** Copies without making views, which would be garbage at every image: word by word where everything lies on whole words. */
export function createCopier(source: Uint8Array): (from: number, target: Uint8Array, place: number, bytes: number) => void {
  const wordsOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Int32Array | undefined =>
    byteOffset % 4 === 0 ? new Int32Array(buffer, byteOffset, byteLength >> 2) : undefined;
  const sourceWords = wordsOf(source);
  let known: Uint8Array | undefined;
  let targetWords: Int32Array | undefined;
  return (from, target, place, bytes) => {
    if (target !== known) {
      known = target;
      targetWords = wordsOf(target);
    }
    if (sourceWords === undefined || targetWords === undefined || ((from | place | bytes) & 3) !== 0) {
      for (let index = 0; index < bytes; index++) target[place + index] = source[from + index] as number;
      return;
    }
    for (let index = 0, first = from >>> 2, at = place >>> 2; index < bytes >>> 2; index++) {
      targetWords[at + index] = sourceWords[first + index] as number;
    }
  };
}

function readMemory(pixels: Uint8Array, imageBytes: number): PixelReader {
  const count = pixels.length / imageBytes;
  const copy = createCopier(pixels);
  return {
    read: (record, target, place = 0) => {
      if (!(record >= 0 && record < count)) throw new RangeError(`record ${record} of ${count}`);
      copy(record * imageBytes, target, place, imageBytes);
    },
    close: () => undefined,
  };
}

/** Images of different sizes: each from its own place. */
function readLaidOut(source: PixelSource, { offsets, bytes }: RecordLayout): PixelReader {
  const lengthOf = (record: number): number => {
    const length = bytes[record] ?? 0;
    if (length === 0) throw new RangeError(`record ${record} is not among the pixels`);
    return length;
  };
  if (source.kind === 'memory') {
    const copy = createCopier(new Uint8Array(source.buffer));
    return {
      read: (record, target, place = 0) => copy(offsets[record] as number, target, place, lengthOf(record)),
      close: () => undefined,
    };
  }
  const descriptor = openPixels(source);
  const read = (record: number, target: Uint8Array, place = 0): void => {
    const length = lengthOf(record);
    const start = source.headerBytes + (offsets[record] as number);
    for (let filled = 0; filled < length; ) {
      const count = readSync(descriptor, target, place + filled, length - filled, start + filled);
      if (count === 0) throw new RangeError(`record ${record} is not in the pixel file`);
      filled += count;
    }
  };
  return { read, close: () => closeSync(descriptor) };
}

function readFilePixels(source: Extract<PixelSource, { kind: 'file' }>): PixelReader {
  const { headerBytes, imageBytes } = source;
  const descriptor = openPixels(source);
  const recordsInWindow = Math.max(1, Math.floor(windowBytes / imageBytes));
  let window = new Uint8Array(0);
  let copy = createCopier(window);
  let windowFirst = 0;
  let windowCount = 0;
  let last = -2;
  const fill = (into: Uint8Array, place: number, record: number, bytes: number): number => {
    let filled = 0;
    while (filled < bytes) {
      const count = readSync(descriptor, into, place + filled, bytes - filled, headerBytes + record * imageBytes + filled);
      if (count === 0) break;
      filled += count;
    }
    return filled;
  };
  return {
    read: (record, target, place = 0) => {
      const follows = record === last + 1;
      last = record;
      if (record < windowFirst || record >= windowFirst + windowCount) {
        if (!follows) {
          if (!(record >= 0) || fill(target, place, record, imageBytes) < imageBytes)
            throw new RangeError(`record ${record} is not in the pixel file`);
          return;
        }
        if (window.length === 0) {
          window = new Uint8Array(recordsInWindow * imageBytes);
          copy = createCopier(window);
        }
        windowFirst = record;
        windowCount = Math.floor(fill(window, 0, record, window.length) / imageBytes);
        if (windowCount === 0) throw new RangeError(`record ${record} is not in the pixel file`);
      }
      copy((record - windowFirst) * imageBytes, target, place, imageBytes);
    },
    close: () => closeSync(descriptor),
  };
}
