// Writes small zip archives for the tests of the unpacker: just what build/runtime/unzip.ts reads, and what it must refuse.
import { crc32, deflateRawSync } from 'node:zlib';

export interface SampleEntry {
  readonly name: string;
  readonly content?: string;
  readonly stored?: boolean;
  /** Unix mode with the kind of file; a plain file with rw-r--r-- by default. */
  readonly mode?: number;
  /** Said in the directory instead of the true size. */
  readonly claimedSize?: number;
}

export function makeZip(entries: readonly SampleEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = '', stored = false, mode = 0o100644, claimedSize } of entries) {
    const bytes = Buffer.from(content);
    const data = stored ? bytes : deflateRawSync(bytes);
    const size = claimedSize ?? bytes.length;
    // version, flags, method, time, date, checksum, packed size, size, length of the name, of the extra field
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(stored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data]);
    // comment, disk, internal and external attributes, offset
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), fields, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listing, end]);
}
