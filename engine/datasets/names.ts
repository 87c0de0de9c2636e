// Names in an image folder: their order, and what a file's or folder's name says of it. The order is by code point, the
// same on every system and in every language, because class indices and the numbers of records follow from it.

/** Negative, 0 or positive as a comes before, equals or comes after b by Unicode code points. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left === right) continue;
    // A surrogate stands for a code point above every other 16-bit unit, though U+E000 … U+FFFF follow it as units.
    const leftHigh = left >= 0xd800 && left <= 0xdfff;
    const rightHigh = right >= 0xd800 && right <= 0xdfff;
    return leftHigh === rightHigh ? left - right : leftHigh ? 1 : -1;
  }
  return a.length - b.length;
}

const decodedExtensions = ['png', 'apng', 'jpg', 'jpeg', 'jpe', 'jfif', 'webp', 'gif', 'tif', 'tiff', 'bmp', 'dib'];
const knownExtensions = [
  'avif',
  'heic',
  'heif',
  'jxl',
  'jp2',
  'psd',
  'svg',
  'ico',
  'tga',
  'exr',
  'hdr',
  'pbm',
  'pgm',
  'ppm',
  'dng',
  'cr2',
  'nef',
];
const decoded = new Set(decodedExtensions);
const known = new Set(knownExtensions);

/** image: to be decoded; unsupported: a picture of a kind that is not decoded; other: not a picture by its name. */
export function classifyFileName(name: string): 'image' | 'unsupported' | 'other' {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return 'other';
  const extension = name.slice(dot + 1).toLowerCase();
  return decoded.has(extension) ? 'image' : known.has(extension) ? 'unsupported' : 'other';
}

/** Names that systems write beside a person's own files: never a class, never an image. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.') || name === '__MACOSX' || name === '$RECYCLE.BIN' || name === 'System Volume Information';
}
