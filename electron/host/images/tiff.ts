// The first directory of a TIFF block: a TIFF file, or the EXIF part of a JPEG, PNG or WebP file, which has the same
// form. Only tags are read here; offsets and counts come from the file, so every access is checked against its end.
// Source: TIFF revision 6.0, sections 2 and 8.

export const tiffTags = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  photometric: 262,
  orientation: 274,
  sampleFormat: 339,
  colorMap: 320,
} as const;

export interface TiffEntry {
  readonly type: number;
  readonly count: number;
  /** Where the values begin in the block. */
  readonly offset: number;
}

export interface TiffDirectory {
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly entries: ReadonlyMap<number, TiffEntry>;
}

const typeBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 };

/** The first directory, or undefined where the block is not TIFF or ends too early. Reads at most 4096 entries. */
export function readTiffDirectory(block: Uint8Array): TiffDirectory | undefined {
  if (block.length < 8) return undefined;
  const littleEndian = block[0] === 0x49 && block[1] === 0x49;
  if (!littleEndian && !(block[0] === 0x4d && block[1] === 0x4d)) return undefined;
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  if (view.getUint16(2, littleEndian) !== 42) return undefined;
  const start = view.getUint32(4, littleEndian);
  if (start + 2 > block.length) return undefined;
  const count = Math.min(view.getUint16(start, littleEndian), 4096);
  const entries = new Map<number, TiffEntry>();
  for (let index = 0; index < count; index++) {
    const at = start + 2 + index * 12;
    if (at + 12 > block.length) break;
    const type = view.getUint16(at + 2, littleEndian);
    const values = view.getUint32(at + 4, littleEndian);
    const bytes = (typeBytes[type] ?? 0) * values;
    if (bytes === 0) continue;
    const offset = bytes <= 4 ? at + 8 : view.getUint32(at + 8, littleEndian);
    if (offset + bytes > block.length) continue;
    entries.set(view.getUint16(at, littleEndian), { type, count: values, offset });
  }
  return { view, littleEndian, entries };
}

/** Value number index of a tag of bytes, shorts or longs; undefined where the tag is absent or of another type. */
export function readTiffNumber(directory: TiffDirectory, tag: number, index = 0): number | undefined {
  const entry = directory.entries.get(tag);
  if (!entry || index >= entry.count) return undefined;
  if (entry.type === 1) return directory.view.getUint8(entry.offset + index);
  if (entry.type === 3) return directory.view.getUint16(entry.offset + index * 2, directory.littleEndian);
  if (entry.type === 4) return directory.view.getUint32(entry.offset + index * 4, directory.littleEndian);
  return undefined;
}

/** 1 … 8 as EXIF counts them; 1 (upright) where the block says nothing valid. */
export function readOrientation(directory: TiffDirectory | undefined): number {
  const value = directory ? readTiffNumber(directory, tiffTags.orientation) : undefined;
  return value !== undefined && value >= 1 && value <= 8 ? value : 1;
}
