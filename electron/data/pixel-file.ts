// Writing and reading whole pixel files: record i at i · imageBytes, nothing else in the file. Records come in any order
// and in pieces; holes (images that could not be read) stay sparse.
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { CacheIndex } from './cache-index.ts';

const pieceBytes = 8 * 1024 * 1024;

export interface PixelFileWriter {
  /** Writes consecutive records, the first of them numbered record. */
  write(record: number, pixels: Uint8Array): Promise<void>;
  /** Copies records of another pixel file: pairs [from, to], ascending in to; runs of neighbours are copied at once. */
  copy(path: string, pairs: Iterable<readonly [number, number]>): Promise<void>;
  /** Gives the file its full length and makes sure that it is on the disk. */
  finish(records: number): Promise<void>;
  close(): Promise<void>;
}

export async function createPixelFile(path: string, imageBytes: number): Promise<PixelFileWriter> {
  const file = await open(path, 'wx');
  const write = (record: number, pixels: Uint8Array) => writeFully(file, pixels, record * imageBytes);
  return {
    write,
    copy: async (from, pairs) => {
      const source = await open(from, 'r');
      const buffer = new Uint8Array(Math.max(1, Math.floor(pieceBytes / imageBytes)) * imageBytes);
      try {
        for (const run of joinRuns(pairs, buffer.length / imageBytes)) {
          const piece = buffer.subarray(0, run.count * imageBytes);
          await readFully(source, piece, run.from * imageBytes);
          await write(run.to, piece);
        }
      } finally {
        await source.close();
      }
    },
    finish: async (records) => {
      await file.truncate(records * imageBytes);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

/** The whole file in shared memory, or undefined where a record differs from its checksum. */
export async function loadPixelFile(path: string, index: CacheIndex): Promise<SharedArrayBuffer | undefined> {
  const { imageBytes } = index;
  const count = index.paths.length;
  const buffer = new SharedArrayBuffer(count * imageBytes);
  const pixels = new Uint8Array(buffer);
  const recordsAtOnce = Math.max(1, Math.floor(pieceBytes / imageBytes));
  const file = await open(path, 'r');
  try {
    for (let first = 0; first < count; first += recordsAtOnce) {
      const end = Math.min(count, first + recordsAtOnce);
      await readFully(file, pixels.subarray(first * imageBytes, end * imageBytes), first * imageBytes);
      for (let record = first; record < end; record++) {
        if (!index.present[record]) continue;
        if (crc32(pixels.subarray(record * imageBytes, (record + 1) * imageBytes)) !== index.checks[record]) return undefined;
      }
    }
  } finally {
    await file.close();
  }
  return buffer;
}

function* joinRuns(pairs: Iterable<readonly [number, number]>, longest: number) {
  let run: { from: number; to: number; count: number } | undefined;
  for (const [from, to] of pairs) {
    if (run && run.count < longest && from === run.from + run.count && to === run.to + run.count) run.count += 1;
    else {
      if (run) yield run;
      run = { from, to, count: 1 };
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
