// Writing and reading whole pixel files: images at places that the index tells, nothing else in the file. They come in any order
// and in pieces; holes (images that could not be read) stay sparse.
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
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
  /** Copies images of another pixel file, ascending in `to`; runs of neighbours are copied at once. */
  copy(path: string, moves: Iterable<Move>): Promise<void>;
  /** Gives the file its full length and makes sure that it is on the disk. */
  finish(totalBytes: number): Promise<void>;
  close(): Promise<void>;
}

export async function createPixelFile(path: string): Promise<PixelFileWriter> {
  const file = await open(path, 'wx');
  const write = (offset: number, pixels: Uint8Array) => writeFully(file, pixels, offset);
  return {
    write,
    copy: async (from, moves) => {
      const source = await open(from, 'r');
      let buffer = new Uint8Array(pieceBytes);
      try {
        for (const run of joinRuns(moves)) {
          if (run.bytes > buffer.length) buffer = new Uint8Array(run.bytes);
          const piece = buffer.subarray(0, run.bytes);
          await readFully(source, piece, run.from);
          await write(run.to, piece);
        }
      } finally {
        await source.close();
      }
    },
    finish: async (totalBytes) => {
      await file.truncate(totalBytes);
      await file.datasync();
    },
    close: () => file.close(),
  };
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
    if (bytesRead === 0) throw new Error('The pixel file ends early');
    done += bytesRead;
  }
}
