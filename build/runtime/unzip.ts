// Unpacks a zip archive with nothing but Node: central directory, stored and deflated entries, executable bits.
// Enough for the archives that we pin by their hash; zip64, encryption and links are refused rather than guessed at.
// Format: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endSize = 22;
const longestComment = 0xffff;
const regularFile = 0o100000;

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly mode: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly headerOffset: number;
}

/** Writes the files for which `getTarget` gives a path relative to `folder`; it gives null for those to leave out. */
export async function unzip(archive: string, folder: string, getTarget: (name: string) => string | null): Promise<void> {
  const file = await open(archive);
  try {
    for (const entry of await readDirectory(file, archive)) {
      const target = entry.name.endsWith('/') ? null : getTarget(entry.name);
      if (target === null) continue;
      const relative = normalize(target);
      if (isAbsolute(relative) || relative.startsWith('..'))
        throw new Error(`${archive}: the entry ${entry.name} points outside the folder.`);
      await writeEntry(file, archive, entry, join(folder, relative));
    }
  } finally {
    await file.close();
  }
}

async function readDirectory(file: FileHandle, archive: string): Promise<ZipEntry[]> {
  const { size } = await file.stat();
  const tail = await readBytes(file, Math.max(0, size - endSize - longestComment), Math.min(size, endSize + longestComment));
  let end = tail.length - endSize;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end--;
  if (end < 0) throw new Error(`${archive}: expected a zip archive, found no end of a central directory. Delete it and try again.`);
  const count = tail.readUInt16LE(end + 10);
  const directorySize = tail.readUInt32LE(end + 12);
  const directoryOffset = tail.readUInt32LE(end + 16);
  if (count === 0xffff || directoryOffset === 0xffffffff) throw new Error(`${archive}: zip64 archives are not supported.`);
  const directory = await readBytes(file, directoryOffset, directorySize);
  const entries: ZipEntry[] = [];
  for (let position = 0; entries.length < count; ) {
    if (directory.readUInt32LE(position) !== entrySignature)
      throw new Error(`${archive}: its central directory is damaged at entry ${entries.length}.`);
    const nameLength = directory.readUInt16LE(position + 28);
    entries.push({
      name: directory.toString('utf8', position + 46, position + 46 + nameLength),
      method: directory.readUInt16LE(position + 10),
      mode: directory.readUInt32LE(position + 38) >>> 16,
      compressedSize: directory.readUInt32LE(position + 20),
      size: directory.readUInt32LE(position + 24),
      headerOffset: directory.readUInt32LE(position + 42),
    });
    position += 46 + nameLength + directory.readUInt16LE(position + 30) + directory.readUInt16LE(position + 32);
  }
  return entries;
}

async function writeEntry(file: FileHandle, archive: string, entry: ZipEntry, target: string): Promise<void> {
  const header = await readBytes(file, entry.headerOffset, 30);
  if (header.readUInt32LE(0) !== localSignature) throw new Error(`${archive}: the entry ${entry.name} is damaged.`);
  if (entry.method !== 0 && entry.method !== 8)
    throw new Error(`${archive}: ${entry.name} uses compression method ${entry.method}; expected 0 or 8.`);
  const kind = entry.mode & 0o170000;
  if (kind !== 0 && kind !== regularFile)
    throw new Error(`${archive}: ${entry.name} is neither a file nor a folder; links are not supported.`);
  await mkdir(dirname(target), { recursive: true });
  const output = createWriteStream(target, { mode: entry.mode & 0o111 ? 0o755 : 0o644 });
  if (entry.compressedSize === 0) {
    output.end();
  } else {
    const start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const input = createReadStream(archive, { start, end: start + entry.compressedSize - 1, highWaterMark: 1 << 20 });
    await (entry.method === 0 ? pipeline(input, output) : pipeline(input, createInflateRaw({ chunkSize: 1 << 18 }), output));
  }
  if (output.bytesWritten !== entry.size)
    throw new Error(`${archive}: ${entry.name} has ${output.bytesWritten} bytes; expected ${entry.size}.`);
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
