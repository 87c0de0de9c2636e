// The first frame of a GIF file as RGBA bytes (the chosen decoder knows every format but this one). The frame is drawn
// on a transparent screen, as browsers do. Malformed data ends in a GifError; memory stays within one screen, whose size
// the caller has checked. Source: GIF89a specification, appendix F (LZW with codes of 3 to 12 bits).
import type { MessageValue } from '../../../engine/base/messages.ts';
import type { words } from '../../../engine/datasets/words.ts';
import { reasons } from '../files/system-errors.ts';

/** The file is damaged; `reason` says how. */
export class GifError extends Error {
  readonly reason: MessageValue;

  constructor(id: keyof typeof words.phrases & `gif-${string}`) {
    super(id);
    this.reason = reasons.phrase(id);
  }
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly interlaced: boolean;
  readonly palette: Uint8Array;
  readonly transparent: number;
  readonly dataAt: number;
}

/** u8[height,width,4] of the logical screen. Throws GifError where the file is damaged or ends early. */
export function decodeGif(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const frame = findFirstFrame(bytes);
  if (frame.width === 0 || frame.height === 0) throw new GifError('gif-no-pixels');
  if (frame.left + frame.width > width || frame.top + frame.height > height) throw new GifError('gif-beyond-screen');
  const indices = expand(bytes, frame);
  const screen = new Uint8Array(width * height * 4);
  for (let row = 0; row < frame.height; row++) {
    const y = frame.interlaced ? interlacedRow(row, frame.height) : row;
    let target = ((frame.top + y) * width + frame.left) * 4;
    for (let x = 0; x < frame.width; x++, target += 4) {
      const index = indices[row * frame.width + x] ?? 0;
      if (index === frame.transparent) continue;
      screen[target] = frame.palette[index * 3] ?? 0;
      screen[target + 1] = frame.palette[index * 3 + 1] ?? 0;
      screen[target + 2] = frame.palette[index * 3 + 2] ?? 0;
      screen[target + 3] = 255;
    }
  }
  return screen;
}

function findFirstFrame(bytes: Uint8Array): Frame {
  const at16 = (at: number) => (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8);
  const paletteAt = (at: number, flags: number) => bytes.subarray(at, at + 3 * (2 << (flags & 7)));
  const screenFlags = bytes[10] ?? 0;
  let palette = paletteAt(13, screenFlags);
  let at = 13 + (screenFlags & 0x80 ? palette.length : 0);
  let transparent = -1;
  while (at < bytes.length) {
    const block = bytes[at++];
    if (block === 0x21) {
      if (bytes[at] === 0xf9 && ((bytes[at + 2] ?? 0) & 1) === 1) transparent = bytes[at + 5] ?? -1;
      at += 1;
      while (bytes[at]) at += 1 + (bytes[at] ?? 0);
      at += 1;
    } else if (block === 0x2c) {
      const flags = bytes[at + 8] ?? 0;
      const dataAt = at + 9 + (flags & 0x80 ? 3 * (2 << (flags & 7)) : 0);
      if (flags & 0x80) palette = paletteAt(at + 9, flags);
      else if (!(screenFlags & 0x80)) throw new GifError('gif-no-palette');
      return {
        left: at16(at),
        top: at16(at + 2),
        width: at16(at + 4),
        height: at16(at + 6),
        interlaced: (flags & 0x40) !== 0,
        palette,
        transparent,
        dataAt,
      };
    } else if (block === 0x3b) break;
    else throw new GifError('gif-unknown-block');
  }
  throw new GifError('gif-no-frame');
}

function interlacedRow(row: number, height: number): number {
  let passed = 0;
  for (const [start, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const) {
    const rows = Math.max(0, Math.ceil((height - start) / step));
    if (row < passed + rows) return start + (row - passed) * step;
    passed += rows;
  }
  return row;
}

function expand(bytes: Uint8Array, frame: Frame): Uint8Array {
  const output = new Uint8Array(frame.width * frame.height);
  const codeBits = bytes[frame.dataAt] ?? 0;
  if (codeBits < 1 || codeBits > 11) throw new GifError('gif-code-size');
  const clear = 1 << codeBits;
  const prefix = new Int16Array(4096);
  const suffix = new Uint8Array(4096);
  const stack = new Uint8Array(4097);
  for (let code = 0; code < clear; code++) suffix[code] = code;
  let size = codeBits + 1;
  let next = clear + 2;
  let previous = -1;
  let first = 0;
  let written = 0;
  let bits = 0;
  let held = 0;
  let at = frame.dataAt + 1;
  let blockEnd = at;
  while (written < output.length) {
    while (held < size) {
      if (at >= blockEnd) {
        const length = bytes[at] ?? 0;
        if (length === 0 || at + length >= bytes.length) throw new GifError('gif-data-short');
        at += 1;
        blockEnd = at + length;
      }
      bits |= (bytes[at++] ?? 0) << held;
      held += 8;
    }
    const code = bits & ((1 << size) - 1);
    bits >>>= size;
    held -= size;
    if (code === clear) {
      size = codeBits + 1;
      next = clear + 2;
      previous = -1;
      continue;
    }
    if (code === clear + 1) throw new GifError('gif-data-short');
    if (code > next || (code === next && previous < 0)) throw new GifError('gif-data-damaged');
    let depth = 0;
    let current = code;
    if (code === next || (code >= next && previous >= 0)) {
      stack[depth++] = first;
      current = previous;
    }
    while (current >= clear) {
      stack[depth++] = suffix[current] ?? 0;
      current = prefix[current] ?? 0;
    }
    first = suffix[current] ?? 0;
    stack[depth++] = first;
    while (depth > 0 && written < output.length) output[written++] = stack[--depth] ?? 0;
    if (previous >= 0 && next < 4096) {
      prefix[next] = previous;
      suffix[next] = first;
      next += 1;
      if (next === 1 << size && size < 12) size += 1;
    }
    previous = code;
  }
  return output;
}
