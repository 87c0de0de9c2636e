// Writing and reading whole pixel files: record i at i · imageBytes, nothing else in the file. Records come in any order
// and in pieces; holes (images that could not be read) stay sparse.
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { CacheIndex } from './cache-index.ts';

const pieceBytes = 8 * 1024 * 1024;

export interface PixelFileWriter {
  /** Writes consecutive records, the first of them numbered record. */
  write(record: number, pixels: Uint8Array): Promise<void>;
  /** Reads them back. */
  read(record: number, pixels: Uint8Array): Promise<void>;
  /** Gives the file its full length and makes sure that it is on the disk. */
  finish(records: number): Promise<void>;
  close(): Promise<void>;
}

export async function createPixelFile(path: string, imageBytes: number): Promise<PixelFileWriter> {
  const file = await open(path, 'wx+');
  return {
    write: (record, pixels) => writeFully(file, pixels, record * imageBytes),
    read: (record, pixels) => readFully(file, pixels, record * imageBytes),
    finish: async (records) => {
      await file.truncate(records * imageBytes);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

/** Hands over records of a pixel file: pairs [from, to], ascending in to; runs of neighbours at once, in a buffer used again. */
export async function copyRecords(
  source: FileHandle,
  imageBytes: number,
  pairs: Iterable<readonly [number, number]>,
  write: (record: number, pixels: Uint8Array) => Promise<void>,
): Promise<void> {
  const buffer = new Uint8Array(Math.max(1, Math.floor(pieceBytes / imageBytes)) * imageBytes);
  for (const run of joinRuns(pairs, buffer.length / imageBytes)) {
    const piece = buffer.subarray(0, run.count * imageBytes);
    await readFully(source, piece, run.from * imageBytes);
    await write(run.to, piece);
  }
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
      const piece = pixels.subarray(first * imageBytes, Math.min(count, first + recordsAtOnce) * imageBytes);
      await readFully(file, piece, first * imageBytes);
      if (!areIntact(piece, index, first)) return undefined;
    }
  } finally {
    await file.close();
  }
  return buffer;
}

/** Whether records, the first of them numbered first, agree with their checksums, those that are there. */
export function areIntact(pixels: Uint8Array, { imageBytes, present, checks }: CacheIndex, first = 0): boolean {
  for (let at = 0, record = first; at < pixels.length; at += imageBytes, record++) {
    if (present[record] && crc32(pixels.subarray(at, at + imageBytes)) !== checks[record]) return false;
  }
  return true;
}

/** 1 for every record that is there and agrees with its checksum: u8[records]. The file may end early. */
export async function findIntactRecords(file: FileHandle, index: CacheIndex): Promise<Uint8Array> {
  const { imageBytes, present, checks } = index;
  const found = new Uint8Array(present.length);
  const { size } = await file.stat();
  const there = [...present.keys()].filter((record) => present[record] && (record + 1) * imageBytes <= size);
  const pairs = there.map((record): [number, number] => [record, record]);
  await copyRecords(file, imageBytes, pairs, async (first, pixels) => {
    for (let at = 0, record = first; at < pixels.length; at += imageBytes, record++) {
      found[record] = crc32(pixels.subarray(at, at + imageBytes)) === checks[record] ? 1 : 0;
    }
  });
  return found;
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
