// The index beside a pixel file: for every image its path, size, time, state, sums and checksum, as one compact binary
// file that ends in a SHA-256 of itself. Anything unexpected in it reads as "no index": the cache is then rebuilt.
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Arrays by image number; the pixel file holds image i as record i (a hole where its state is not decoded). */
export interface CacheIndex {
  readonly pixelFile: string;
  readonly imageBytes: number;
  readonly channels: 1 | 3;
  readonly paths: readonly string[];
  /** 1 where the pixel file holds the image. */
  readonly present: Uint8Array;
  readonly sizes: Float64Array;
  readonly times: Float64Array;
  readonly sums: Float64Array;
  readonly checks: Uint32Array;
}

const magic = 'RECEPIDX';
const version = 1;
const hashBytes = 32;
const prefixBytes = 16;

const headSchema = z.object({
  pixelFile: z.string().regex(/^pixels-[0-9a-f]{16}\.bin$/),
  count: z.int().min(0),
  imageBytes: z.int().min(1),
  channels: z.union([z.literal(1), z.literal(3)]),
});

export function encodeCacheIndex(index: CacheIndex): Uint8Array {
  const { pixelFile, imageBytes, channels, paths } = index;
  const head = Buffer.from(JSON.stringify({ pixelFile, count: paths.length, imageBytes, channels } satisfies z.infer<typeof headSchema>));
  const prefix = Buffer.alloc(prefixBytes);
  prefix.write(magic, 'latin1');
  prefix.writeUInt32LE(version, 8);
  prefix.writeUInt32LE(head.length, 12);
  const arrays = [index.sizes, index.times, index.sums, index.checks, index.present];
  const body = Buffer.concat([prefix, head, ...arrays.map(bytesOf), Buffer.from(paths.join('\0'))]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

export function decodeCacheIndex(bytes: Uint8Array): CacheIndex | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < prefixBytes + hashBytes || file.toString('latin1', 0, 8) !== magic || file.readUInt32LE(8) !== version)
    return undefined;
  const body = file.subarray(0, file.length - hashBytes);
  if (!createHash('sha256').update(body).digest().equals(file.subarray(body.length))) return undefined;
  const headEnd = prefixBytes + file.readUInt32LE(12);
  const head = headSchema.safeParse(parseJson(body.toString('utf8', prefixBytes, headEnd)));
  if (!head.success) return undefined;
  const { pixelFile, count, imageBytes, channels } = head.data;
  let at = headEnd;
  const take = (length: number): ArrayBuffer => {
    const copy = new Uint8Array(length);
    copy.set(body.subarray(at, at + length));
    at += length;
    return copy.buffer;
  };
  if (headEnd + count * (8 + 8 + 16 * channels + 4 + 1) > body.length) return undefined;
  const sizes = new Float64Array(take(count * 8));
  const times = new Float64Array(take(count * 8));
  const sums = new Float64Array(take(count * 16 * channels));
  const checks = new Uint32Array(take(count * 4));
  const present = new Uint8Array(take(count));
  const paths = count === 0 ? [] : body.toString('utf8', at).split('\0');
  if (paths.length !== count) return undefined;
  return { pixelFile, imageBytes, channels, paths, present, sizes, times, sums, checks };
}

function bytesOf(array: Float64Array | Uint32Array | Uint8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
