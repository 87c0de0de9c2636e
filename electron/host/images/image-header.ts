// What a file says of its picture before any of it is decoded: format (by content, never by name), size, orientation.
// Sizes are checked here first because some decoders allocate whatever a header asks for. Nothing here trusts a length
// or an offset of the file; a header that ends early is 'incomplete'.
import { readBitmapHeader, readGifHeader, readJpegHeader, readPngHeader, readTiffHeader, readWebpHeader } from './header-formats.ts';

export const imageFormats = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'bmp'] as const;
export type ImageFormat = (typeof imageFormats)[number];

export interface ImageHeader {
  readonly format: ImageFormat;
  /** Stored size, before orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation, 1 … 8. */
  readonly orientation: number;
  /** Sixteen bits a sample instead of eight or fewer. */
  readonly deep: boolean;
}

export type HeaderResult =
  | { readonly kind: 'header'; readonly header: ImageHeader }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'incomplete'; readonly format: ImageFormat };

const readers: Readonly<Record<ImageFormat, (bytes: Uint8Array) => Omit<ImageHeader, 'format'> | undefined>> = {
  png: readPngHeader,
  jpeg: readJpegHeader,
  webp: readWebpHeader,
  gif: readGifHeader,
  tiff: readTiffHeader,
  bmp: readBitmapHeader,
};

export function readImageHeader(bytes: Uint8Array): HeaderResult {
  const format = recognizeFormat(bytes);
  if (!format) return { kind: 'unknown' };
  const header = readers[format](bytes);
  if (!header || header.width < 1 || header.height < 1) return { kind: 'incomplete', format };
  return { kind: 'header', header: { format, ...header } };
}

function recognizeFormat(bytes: Uint8Array): ImageFormat | undefined {
  const starts = (...expected: number[]) => expected.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg';
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'gif';
  if (starts(0x49, 0x49, 0x2a, 0) || starts(0x4d, 0x4d, 0, 0x2a)) return 'tiff';
  if (starts(0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57 && bytes[9] === 0x45 && bytes[10] === 0x42 && bytes[11] === 0x50) return 'webp';
  // 'BM' alone would make a picture of many a text: the information header's length must be a known one too.
  if (starts(0x42, 0x4d) && bytes.length > 18 && [12, 16, 40, 52, 56, 64, 108, 124].includes(bytes[14] ?? 0) && bytes[15] === 0)
    return 'bmp';
  return undefined;
}
