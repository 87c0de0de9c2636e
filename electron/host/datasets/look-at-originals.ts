// Looks at some of a folder's files as they are: the sizes that their headers name, and whether they have colours. The cache knows
// only what was made of them. It is a look and no more: few files, spread over the folder, and what can't be read is left out.
import { open } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import { type OpenedDataset, recordPath } from '../../../engine/datasets/image-folder.ts';
import { countSizes, hasColour, type Originals, spreadOver } from '../../../engine/datasets/originals.ts';
import { decodeImages } from '../images/decode-image.ts';
import { type ImageHeader, readImageHeader } from '../images/image-header.ts';
import { mebibyte } from '../images/limits.ts';

/** Files whose headers are read, and of these the pictures that are decoded, with so many pixels together at most. */
const mostHeaders = 200;
const mostDecoded = 24;
const mostPixels = 32 * mebibyte;
/** A header is nearly always within the first bytes. */
const headerBytes = 64 * 1024;
/** Files read at the same time: the disk may be a distant one. */
const atOnce = 16;

interface Seen extends ImageSize {
  readonly path: string;
  /** The format itself says that there is no colour. */
  readonly isGrey: boolean;
}

export async function lookAtOriginals(
  { folder, parts, paths }: Pick<OpenedDataset, 'folder' | 'parts' | 'paths'>,
  workerUrl: URL,
): Promise<Originals> {
  const { training, validation, test } = parts;
  const records = [training, validation, test].flatMap((part) => [...(part?.indices ?? [])]).sort((one, other) => one - other);
  const wanted = spreadOver(records.length, mostHeaders).map((place) => {
    const path = recordPath(paths, records[place] ?? 0);
    return isAbsolute(path) ? path : join(folder, path);
  });
  const seen: Seen[] = [];
  for (let first = 0; first < wanted.length; first += atOnce) {
    const looked = await Promise.all(wanted.slice(first, first + atOnce).map(lookAtHeader));
    seen.push(...looked.filter((image) => image !== undefined));
  }
  return { sizes: countSizes(seen), ...(await lookAtColours(seen, workerUrl)) };
}

async function lookAtHeader(path: string): Promise<Seen | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(headerBytes), 0, headerBytes, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const found = readImageHeader(bytes);
    return found.kind === 'header' ? { path, ...uprightSize(found.header), isGrey: isGreyFormat(found.header, bytes) } : undefined;
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

/** Orientations from 5 on lay the picture on its side. */
function uprightSize({ height, width, orientation }: ImageHeader): ImageSize {
  return orientation >= 5 ? { height: width, width: height } : { height, width };
}

/** A PNG's colour type is 0 or 4 where it is grey (PNG specification, 11.2.2); of others their pixels are looked at. */
const isGreyFormat = ({ format }: ImageHeader, bytes: Uint8Array): boolean => format === 'png' && (bytes[25] === 0 || bytes[25] === 4);

async function lookAtColours(seen: readonly Seen[], workerUrl: URL): Promise<Pick<Originals, 'coloured' | 'grey'>> {
  const chosen = spreadOver(seen.length, mostDecoded).flatMap((place) => seen[place] ?? []);
  let pixels = 0;
  const decoded = chosen.filter(({ isGrey, height, width }) => {
    if (isGrey || pixels + height * width > mostPixels) return false;
    pixels += height * width;
    return true;
  });
  const grey = chosen.filter(({ isGrey }) => isGrey).length;
  if (decoded.length === 0) return { coloured: 0, grey };
  const settings = { height: 32, width: 32, channels: 3, fit: 'stretch', background: [0, 0, 0] } as const;
  const paths = decoded.map(({ path }) => path);
  const images = await decodeImages(paths, { ...settings, background: [...settings.background] }, { workerUrl }).catch(() => []);
  const colours = images.flatMap((image) => (image.kind === 'decoded' ? [hasColour(image.pixels)] : []));
  const coloured = colours.filter((isColoured) => isColoured).length;
  return { coloured, grey: grey + colours.length - coloured };
}
