// Writing and reading whole pixel files: images at places that the index tells, nothing else in the file. They come in any order
// and in pieces; holes (images that could not be read) stay sparse.
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { notAsWritten } from '../files/system-errors.ts';
import { type CacheIndex, pixelBytesOf, placeOf } from './cache-index.ts';

const pieceBytes = 8 * 1024 * 1024;

/** Bytes from one place to another. */
export interface Move {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

export interface PixelFileWriter {
  /** Writes images that lie one behind the other, from this byte on. */
  write(offset: number, pixels: Uint8Array): Promise<void>;
  /** Reads them back. */
  read(offset: number, pixels: Uint8Array): Promise<void>;
  /** Gives the file its full length and makes sure that it is on the disk. */
  finish(totalBytes: number): Promise<void>;
  close(): Promise<void>;
}

export async function createPixelFile(path: string): Promise<PixelFileWriter> {
  const file = await open(path, 'wx+');
  return {
    write: (offset, pixels) => writeFully(file, pixels, offset),
    read: (offset, pixels) => readFully(file, pixels, offset),
    finish: async (totalBytes) => {
      await file.truncate(totalBytes);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

/** Hands over images of a pixel file, ascending in `to`; runs of neighbours at once, in a buffer used again. */
export async function copyImages(
  source: FileHandle,
  moves: Iterable<Move>,
  write: (offset: number, pixels: Uint8Array) => Promise<void>,
): Promise<void> {
  let buffer = new Uint8Array(0);
  for (const run of joinRuns(moves)) {
    if (run.bytes > buffer.length) buffer = new Uint8Array(Math.max(run.bytes, pieceBytes));
    const piece = buffer.subarray(0, run.bytes);
    await readFully(source, piece, run.from);
    await write(run.to, piece);
  }
}

/** The whole file in shared memory, or undefined where an image differs from its checksum. */
export async function loadPixelFile(path: string, index: CacheIndex): Promise<SharedArrayBuffer | undefined> {
  const total = pixelBytesOf(index);
  const buffer = new SharedArrayBuffer(total);
  const pixels = new Uint8Array(buffer);
  const images = imagesByPlace(index);
  let checked = 0;
  const file = await open(path, 'r');
  try {
    for (let first = 0; first < total; first += pieceBytes) {
      const end = Math.min(total, first + pieceBytes);
      await readFully(file, pixels.subarray(first, end), first);
      // those that are whole by now: in between other work gets its turn
      for (; checked < images.length; checked++) {
        const image = images[checked] as number;
        const { offset, bytes } = placeOf(index, image);
        if (offset + bytes > end) break;
        if (crc32(pixels.subarray(offset, offset + bytes)) !== index.checks[image]) return undefined;
      }
    }
  } finally {
    await file.close();
  }
  return checked === images.length ? buffer : undefined;
}

/** Whether the images agree with their checksums, those that are there. start: the place of the first of these pixels. */
export function areIntact(pixels: Uint8Array, index: CacheIndex, start = 0): boolean {
  return index.present.every((isThere, image) => {
    const { offset, bytes } = placeOf(index, image);
    return !isThere || crc32(pixels.subarray(offset - start, offset - start + bytes)) === index.checks[image];
  });
}

/** 1 for every image that is there and agrees with its checksum: u8[images]. The file may end early. */
export async function findIntactImages(file: FileHandle, index: CacheIndex): Promise<Uint8Array> {
  const found = new Uint8Array(index.present.length);
  const { size } = await file.stat();
  const images = imagesByPlace(index).filter((image) => {
    const { offset, bytes } = placeOf(index, image);
    return bytes > 0 && offset + bytes <= size;
  });
  const moves = Array.from(images, (image): Move => {
    const { offset, bytes } = placeOf(index, image);
    return { from: offset, to: offset, bytes };
  });
  let next = 0;
  await copyImages(file, moves, async (_, pixels) => {
    for (let at = 0; at < pixels.length; next++) {
      const image = images[next] as number;
      const { bytes } = placeOf(index, image);
      found[image] = crc32(pixels.subarray(at, at + bytes)) === index.checks[image] ? 1 : 0;
      at += bytes;
    }
  });
  return found;
}

/** The images that the file holds, in the order they lie there. */
function imagesByPlace(index: CacheIndex): Int32Array {
  const images = Int32Array.from(index.present.keys()).filter((image) => index.present[image]);
  const { offsets } = index.layout ?? {};
  return offsets === undefined ? images : images.sort((one, other) => (offsets[one] ?? 0) - (offsets[other] ?? 0));
}

function* joinRuns(moves: Iterable<Move>): Generator<Move> {
  let run: { from: number; to: number; bytes: number } | undefined;
  for (const { from, to, bytes } of moves) {
    if (run && run.bytes + bytes <= pieceBytes && from === run.from + run.bytes && to === run.to + run.bytes) run.bytes += bytes;
    else {
      if (run) yield run;
      run = { from, to, bytes };
    }
  }
  if (run) yield run;
}

async function writeFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function readFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) throw Object.assign(new Error('expected as many bytes as were written, found the end'), { code: notAsWritten });
    done += bytesRead;
  }
}
