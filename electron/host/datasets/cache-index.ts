// The index beside a pixel file: for every image its path, size, time, state, sums and checksum, as one compact binary
// file that ends in a SHA-256 of itself. Anything unexpected in it reads as "no index": the cache is then rebuilt.
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Where images of different sizes lie in the pixel file: one behind the other, in any order. */
export interface CacheLayout {
  /** Height and width of each image. */
  readonly imageSizes: Uint16Array;
  /** Of the first byte. */
  readonly offsets: Float64Array;
  /** The length of the pixel file. */
  readonly totalBytes: number;
}

/** Arrays by image number; the pixel file holds image i as record i (a hole where its state is not decoded), or as the layout says. */
export interface CacheIndex {
  readonly pixelFile: string;
  /** Of an image of the largest size. */
  readonly imageBytes: number;
  readonly layout?: CacheLayout;
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
/** Version 2 has a layout; where all images have one size, the index is as it was. */
const versions = { plain: 1, layout: 2 } as const;
const hashBytes = 32;
const prefixBytes = 16;

const headSchema = z.object({
  pixelFile: z.string().regex(/^pixels-[0-9a-f]{16}\.bin$/),
  count: z.int().min(0),
  imageBytes: z.int().min(1),
  channels: z.union([z.literal(1), z.literal(3)]),
  totalBytes: z.int().min(0).optional(),
});

/** Bytes of the pixel file. */
export function pixelBytesOf({ layout, paths, imageBytes }: Pick<CacheIndex, 'layout' | 'paths' | 'imageBytes'>): number {
  return layout?.totalBytes ?? paths.length * imageBytes;
}

/** Where image i lies in the pixel file. */
export function placeOf(
  { layout, imageBytes, channels }: Pick<CacheIndex, 'layout' | 'imageBytes' | 'channels'>,
  image: number,
): { readonly offset: number; readonly bytes: number } {
  if (layout === undefined) return { offset: image * imageBytes, bytes: imageBytes };
  const [height = 0, width = 0] = [layout.imageSizes[2 * image], layout.imageSizes[2 * image + 1]];
  return { offset: layout.offsets[image] ?? 0, bytes: height * width * channels };
}

export function encodeCacheIndex(index: CacheIndex): Uint8Array {
  const { pixelFile, imageBytes, channels, paths, layout } = index;
  const own = layout === undefined ? {} : { totalBytes: layout.totalBytes };
  const fields = { pixelFile, count: paths.length, imageBytes, channels, ...own } satisfies z.infer<typeof headSchema>;
  const head = Buffer.from(JSON.stringify(fields));
  const prefix = Buffer.alloc(prefixBytes);
  prefix.write(magic, 'latin1');
  prefix.writeUInt32LE(layout === undefined ? versions.plain : versions.layout, 8);
  prefix.writeUInt32LE(head.length, 12);
  const arrays = [index.sizes, index.times, index.sums, index.checks, index.present];
  const laid = layout === undefined ? [] : [layout.offsets, layout.imageSizes];
  const body = Buffer.concat([prefix, head, ...[...arrays, ...laid].map(bytesOf), Buffer.from(paths.join('\0'))]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

export function decodeCacheIndex(bytes: Uint8Array): CacheIndex | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < prefixBytes + hashBytes || file.toString('latin1', 0, 8) !== magic) return undefined;
  const hasLayout = file.readUInt32LE(8) === versions.layout;
  if (!hasLayout && file.readUInt32LE(8) !== versions.plain) return undefined;
  const body = file.subarray(0, file.length - hashBytes);
  if (!createHash('sha256').update(body).digest().equals(file.subarray(body.length))) return undefined;
  const headEnd = prefixBytes + file.readUInt32LE(12);
  const head = headSchema.safeParse(parseJson(body.toString('utf8', prefixBytes, headEnd)));
  if (!head.success || hasLayout !== (head.data.totalBytes !== undefined)) return undefined;
  const { pixelFile, count, imageBytes, channels, totalBytes = 0 } = head.data;
  let at = headEnd;
  const take = (length: number): ArrayBuffer => {
    const copy = new Uint8Array(length);
    copy.set(body.subarray(at, at + length));
    at += length;
    return copy.buffer;
  };
  if (headEnd + count * (8 + 8 + 16 * channels + 4 + 1 + (hasLayout ? 12 : 0)) > body.length) return undefined;
  const sizes = new Float64Array(take(count * 8));
  const times = new Float64Array(take(count * 8));
  const sums = new Float64Array(take(count * 16 * channels));
  const checks = new Uint32Array(take(count * 4));
  const present = new Uint8Array(take(count));
  const layout = hasLayout
    ? { layout: { offsets: new Float64Array(take(count * 8)), imageSizes: new Uint16Array(take(count * 4)), totalBytes } }
    : {};
  const paths = count === 0 ? [] : body.toString('utf8', at).split('\0');
  if (paths.length !== count) return undefined;
  return { pixelFile, imageBytes, channels, ...layout, paths, present, sizes, times, sums, checks };
}

function bytesOf(array: Float64Array | Uint32Array | Uint16Array | Uint8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
