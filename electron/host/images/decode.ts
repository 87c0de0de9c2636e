// One image, from a file's bytes to the target's bytes: header checked first, then decoded (@napi-rs/image, or our own
// GIF), made upright and fitted. What is wrong with a file is a value; only a broken invariant throws.
// @napi-rs/image: the one decoder that is silent in Electron, packs without configuration, and is 50 times faster than
// sharp on small images.

import { Transformer } from '@napi-rs/image';
import { chooseSize, type ImageSize } from '../../../engine/base/image-sizes.ts';
import type { MessageValue } from '../../../engine/base/messages.ts';
import { type ImageSettings, sizeRangeOfImages } from '../../../engine/datasets/image-folder.ts';
import { reasons } from '../files/system-errors.ts';
import type { DecodeFailure } from './decode-failure.ts';
import { fitImage } from './fit.ts';
import { decodeGif, GifError } from './gif.ts';
import { isCompleteJpeg } from './header-formats.ts';
import { type ImageHeader, readImageHeader } from './image-header.ts';
import { maximumPixels } from './limits.ts';
import { type RawImage, toUpright } from './pixels.ts';
import { readTiffColours } from './tiff-colours.ts';

/** Part of the cache's key: raise it whenever the same file would give other bytes than before. */
export const decoderVersion = 2;

export type DecodeResult = ({ readonly kind: 'decoded'; readonly pixels: Uint8Array } & ImageSize) | DecodeFailure;

/** bytes: a whole file → u8[height,width,channels], which may be a view of a larger buffer, in the settings' size or its own. */
export function decodeBytes(bytes: Uint8Array, settings: ImageSettings): DecodeResult {
  const header = checkHeader(bytes);
  return 'kind' in header ? header : decodeChecked(bytes, header, settings);
}

/** Bytes that decoding takes at its height: the decoder's picture, the copy it hands out, and ours in the channels asked for. */
export function estimateDecodedBytes({ format, width, height, orientation, deep }: ImageHeader, { channels }: ImageSettings): number {
  const samples = format === 'jpeg' ? 3 : 4;
  const converted = samples === channels && !deep ? 0 : channels;
  return width * height * (2 * samples * (deep ? 2 : 1) + converted + (deep ? samples : 0) + (orientation === 1 ? 0 : channels));
}

/** The same after checkHeader has said what it is. */
export function decodeChecked(bytes: Uint8Array, header: ImageHeader, settings: ImageSettings): DecodeResult {
  try {
    const raw = decodeRaw(bytes, header);
    if ('kind' in raw) return raw;
    const upright = toUpright(raw, settings.channels, settings.background, header.orientation);
    const range = sizeRangeOfImages(settings);
    const { height, width } = range === undefined ? settings : chooseSize(upright, range);
    return { kind: 'decoded', height, width, pixels: fitImage(upright, { ...settings, height, width }) };
  } catch (error) {
    // a decoder's own words are told as they are
    const why = error instanceof GifError ? error.reason : error instanceof Error ? error.message : String(error);
    return damaged(header.format, why);
  }
}

/** What is in a file, or why it will not be decoded. */
export function checkHeader(bytes: Uint8Array): ImageHeader | DecodeFailure {
  if (bytes.length === 0) return { kind: 'failed', id: 'empty', reason: reasons.phrase('skipped-empty') };
  const result = readImageHeader(bytes);
  if (result.kind === 'unknown') return explainUnknown(bytes);
  if (result.kind === 'incomplete') return damaged(result.format, reasons.phrase('ends-before-size'));
  const { width, height } = result.header;
  if (width * height > maximumPixels) {
    return {
      kind: 'failed',
      id: 'too-many-pixels',
      reason: reasons.phrase('skipped-too-many-pixels', { width, height, most: maximumPixels / 1048576 }),
    };
  }
  return result.header;
}

function explainUnknown(bytes: Uint8Array): DecodeFailure {
  const box = String.fromCharCode(...bytes.subarray(4, 12));
  if (/^ftyp(avif|avis|heic|heix|mif1|hevc)/.test(box)) {
    return {
      kind: 'failed',
      id: 'unsupported-format',
      reason: reasons.phrase('skipped-modern-format'),
    };
  }
  return { kind: 'failed', id: 'not-an-image', reason: reasons.phrase('skipped-not-an-image') };
}

/** why: a phrase of ours, or what the decoder says. */
function damaged(format: string, why: MessageValue): DecodeFailure {
  return {
    kind: 'failed',
    id: typeof why === 'string' && /\bunsupported\b|\bnot support\b/.test(why) ? 'unsupported-format' : 'damaged',
    reason: reasons.phrase('skipped-damaged', {
      format: format.toUpperCase(),
      why: typeof why === 'string' ? why.replace(/^Decode image failed /, '').slice(0, 1000) : why,
    }),
  };
}

function decodeRaw(bytes: Uint8Array, header: ImageHeader): RawImage | DecodeFailure {
  const { format, width, height } = header;
  if (format === 'gif') return { data: decodeGif(bytes, width, height), width, height, samples: 4 };
  // The decoder fills what is missing of a JPEG with grey and says nothing.
  if (format === 'jpeg' && !isCompleteJpeg(bytes)) return damaged(format, reasons.phrase('ends-before-end'));
  const colours = format === 'tiff' ? readTiffColours(bytes) : undefined;
  if (colours?.kind === 'failed') return colours;
  const data = new Transformer(colours?.kind === 'palette' ? colours.patched : bytes).rawPixelsSync();
  const samples = data.length / (width * height * (header.deep ? 2 : 1));
  if (!Number.isInteger(samples) || samples < 1 || samples > 4) return damaged(format, reasons.phrase('other-size-than-declared'));
  if (colours?.kind === 'palette') return { data: colours.apply(data), width, height, samples: 3 };
  return { data: header.deep ? toWords(data) : data, width, height, samples };
}

function toWords(data: Uint8Array): Uint16Array {
  return data.byteOffset % 2 === 0
    ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2)
    : new Uint16Array(new Uint8Array(data).buffer);
}
