// The size, depth and orientation fields of each format, read without decoding. Each reader gets bytes that begin with
// the format's signature and returns undefined where they end before the size is known.
// Sources: PNG specification 11.2; ITU T.81 annex B; RFC 9649 (WebP); GIF89a; TIFF 6.0; Windows BITMAPINFOHEADER.
import { readOrientation, readTiffDirectory, readTiffNumber, tiffTags } from './tiff.ts';

export interface HeaderFields {
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
  readonly deep: boolean;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const orientationOf = (block: Uint8Array) => readOrientation(readTiffDirectory(block));
const chunkName = (bytes: Uint8Array, at: number) =>
  String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0);

// Chunk names as big-endian words: comparing these is cheaper than making strings, for thousands of tiny files.
const pngChunks = { header: 0x49484452, exif: 0x65584966, end: 0x49454e44 };

export function readPngHeader(bytes: Uint8Array): HeaderFields | undefined {
  if (bytes.length < 33) return undefined;
  const view = viewOf(bytes);
  if (view.getUint32(12) !== pngChunks.header) return undefined;
  let orientation = 1;
  // The orientation chunk may come before or after the picture data: hop from chunk to chunk by their lengths.
  for (let at = 33; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = view.getUint32(at + 4);
    if (name === pngChunks.exif) orientation = orientationOf(bytes.subarray(at + 8, at + 8 + length));
    if (name === pngChunks.exif || name === pngChunks.end) break;
    at += 12 + length;
  }
  return { width: view.getUint32(16), height: view.getUint32(20), orientation, deep: bytes[24] === 16 };
}

export function readJpegHeader(bytes: Uint8Array): HeaderFields | undefined {
  const view = viewOf(bytes);
  let orientation = 1;
  let size: HeaderFields | undefined;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return size;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker === 0xda || marker === 0xd9) return size;
    else {
      const length = view.getUint16(at + 2);
      const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
      if (isFrame && at + 9 <= bytes.length) {
        const height = Math.max(view.getUint16(at + 5), size?.height ?? 0);
        const width = Math.max(view.getUint16(at + 7), size?.width ?? 0);
        size = { width, height, orientation, deep: false };
      }
      if (marker === 0xe1 && chunkName(bytes, at + 4) === 'Exif') {
        orientation = orientationOf(bytes.subarray(at + 10, at + 2 + length));
        if (size) size = { ...size, orientation };
      }
      at += 2 + length;
    }
  }
  return size;
}

/** Whether an end-of-image marker follows the first scan (a thumbnail's, which comes before, doesn't count). */
export function isCompleteJpeg(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else at += marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 2 : 2 + view.getUint16(at + 2);
  }
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(Buffer.from([0xff, 0xd9]));
  return end > at;
}

export function readWebpHeader(bytes: Uint8Array): HeaderFields | undefined {
  if (bytes.length < 30) return undefined;
  const view = viewOf(bytes);
  const name = chunkName(bytes, 12);
  if (name === 'VP8 ')
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, orientation: 1, deep: false };
  if (name === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, orientation: 1, deep: false };
  }
  if (name !== 'VP8X') return undefined;
  const read24 = (at: number) => view.getUint16(at, true) + ((bytes[at + 2] ?? 0) << 16);
  let orientation = 1;
  for (let at = 30; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    if (chunkName(bytes, at) === 'EXIF') {
      const block = bytes.subarray(at + 8, at + 8 + length);
      orientation = orientationOf(chunkName(block, 0) === 'Exif' ? block.subarray(6) : block);
      break;
    }
    at += 8 + length + (length & 1);
  }
  return { width: read24(24) + 1, height: read24(27) + 1, orientation, deep: false };
}

export function readGifHeader(bytes: Uint8Array): HeaderFields | undefined {
  if (bytes.length < 13) return undefined;
  const view = viewOf(bytes);
  return { width: view.getUint16(6, true), height: view.getUint16(8, true), orientation: 1, deep: false };
}

export function readTiffHeader(bytes: Uint8Array): HeaderFields | undefined {
  const directory = readTiffDirectory(bytes);
  const width = directory && readTiffNumber(directory, tiffTags.width);
  const height = directory && readTiffNumber(directory, tiffTags.height);
  if (!directory || width === undefined || height === undefined) return undefined;
  const bits = readTiffNumber(directory, tiffTags.bitsPerSample) ?? 1;
  return { width, height, orientation: readOrientation(directory), deep: bits > 8 };
}

export function readBitmapHeader(bytes: Uint8Array): HeaderFields | undefined {
  if (bytes.length < 26) return undefined;
  const view = viewOf(bytes);
  const old = view.getUint32(14, true) === 12;
  const width = old ? view.getUint16(18, true) : Math.abs(view.getInt32(18, true));
  const height = old ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  return { width, height, orientation: 1, deep: false };
}
