// Every format and feature against what Pillow makes of the same file (fixtures/make-fixtures.py), and hostile files.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeBytes } from '../../../../electron/host/images/decode.ts';
import { findContainedSize } from '../../../../electron/host/images/fit.ts';
import type { ImageSettings } from '../../../../engine/datasets/image-folder.ts';
import { sayMessage } from '../../../../engine/words/say.ts';

const folder = new URL('./fixtures/images/', import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const picture = z.object({ width: z.number(), height: z.number(), tolerance: z.number(), rgb: z.string(), grey: z.string() });
const fit = z.object({
  fit: z.enum(['contain', 'cover', 'stretch']),
  width: z.number(),
  height: z.number(),
  rgb: z.string(),
  grey: z.string(),
});
const expected = z
  .object({
    background: z.tuple([z.number(), z.number(), z.number()]),
    images: z.record(z.string(), picture),
    fits: z.array(fit),
    /** Width and height of a picture, of the target, and of what `contain` makes of it. */
    contained: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])),
  })
  .parse(JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')));

const settingsFor = (width: number, height: number, channels: 1 | 3, fit: ImageSettings['fit'] = 'stretch'): ImageSettings => ({
  width,
  height,
  channels,
  fit,
  background: expected.background,
});

function largestDifference(bytes: Uint8Array, settings: ImageSettings, base64: string): number {
  const result = decodeBytes(bytes, settings);
  if (result.kind !== 'decoded') throw new Error(JSON.stringify(result.reason));
  const truth = new Uint8Array(Buffer.from(base64, 'base64'));
  expect(result.pixels.length).toBe(truth.length);
  return result.pixels.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (truth[index] ?? 0))), 0);
}

describe('decoding', () => {
  it.each(Object.entries(expected.images))('reads %s as Pillow does, in colour and grey', (name, truth) => {
    const bytes = read(name);
    expect(largestDifference(bytes, settingsFor(truth.width, truth.height, 3), truth.rgb)).toBeLessThanOrEqual(truth.tolerance);
    expect(largestDifference(bytes, settingsFor(truth.width, truth.height, 1), truth.grey)).toBeLessThanOrEqual(truth.tolerance);
  });

  it.each(expected.fits)('resizes to $width × $height ($fit) to the very bytes of Pillow', (truth) => {
    const bytes = read('noise.png');
    expect(largestDifference(bytes, settingsFor(truth.width, truth.height, 3, truth.fit), truth.rgb)).toBe(0);
    expect(largestDifference(bytes, settingsFor(truth.width, truth.height, 1, truth.fit), truth.grey)).toBe(0);
  });
});

describe('a picture contained in a target', () => {
  it.each(expected.contained)('of %i×%i, in %i×%i, has Pillow’s size, where a half is rounded as well: %i×%i', (...sizes) => {
    const [width, height, targetWidth, targetHeight, expectedWidth, expectedHeight] = sizes;
    expect(findContainedSize({ width, height }, targetWidth, targetHeight)).toEqual({ width: expectedWidth, height: expectedHeight });
  });
});

describe('a TIFF file of a kind that is not decoded', () => {
  it('is called that, not damaged', () => {
    const bytes = Buffer.from(read('group4.tif'));
    // the entry of tag 259, compression: one short, 4 (group 4), becomes 3 (group 3)
    const entry = bytes.indexOf(Buffer.from([3, 1, 3, 0, 1, 0, 0, 0, 4, 0]));
    expect(entry).toBeGreaterThan(0);
    bytes[entry + 8] = 3;
    expect(decodeBytes(bytes, settingsFor(20, 20, 1))).toMatchObject({ kind: 'failed', id: 'unsupported-format' });
  });
});

describe('a Buffer that is a part of a larger one', () => {
  it.each(['palette.tif', 'palette-lzw.tif'])('is read as a file of its own is (%s), and stays as it was', (name) => {
    const bytes = read(name);
    const larger = Buffer.concat([Buffer.alloc(333, 7), bytes]);
    const result = decodeBytes(larger.subarray(333), settingsFor(20, 20, 3));
    expect(result).toEqual(decodeBytes(bytes, settingsFor(20, 20, 3)));
    expect(result.kind).toBe('decoded');
    expect(larger).toEqual(Buffer.concat([Buffer.alloc(333, 7), bytes]));
  });
});

describe('hostile files', () => {
  it.each(['bomb.png', 'bomb.jpg', 'bomb.gif', 'bomb.bmp', 'bomb.tif', 'bomb.webp'])(
    'refuses %s by its header, without allocating',
    (name) => {
      const bytes = read(name);
      const before = process.memoryUsage();
      const start = process.cpuUsage(); // not the clock: others may use the processor meanwhile
      const result = decodeBytes(bytes, settingsFor(28, 28, 3));
      const { user, system } = process.cpuUsage(start);
      const after = process.memoryUsage();
      expect(result).toMatchObject({ kind: 'failed', id: 'too-many-pixels' });
      expect((user + system) / 1000).toBeLessThan(50);
      expect(after.rss - before.rss).toBeLessThan(20e6);
    },
  );

  const kinds = [
    'rgb.png',
    'rgb.jpg',
    'progressive.jpg',
    'lossless.webp',
    'lossy.webp',
    'palette.gif',
    'rgb.tif',
    'lzw.tif',
    'palette.tif',
    'rgb.bmp',
    'palette.bmp',
    'grey-16.png',
  ];
  it.each(kinds)('calls %s damaged when it is cut off anywhere', (name) => {
    const bytes = read(name);
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      const cut = bytes.slice(0, Math.max(12, Math.floor(bytes.length * share)));
      expect({ share, ...decodeBytes(cut, settingsFor(28, 28, 3)) }).toMatchObject({ kind: 'failed' });
    }
  });

  it.each(kinds)('survives %s with any byte changed: a picture of the right size or a reason', (name) => {
    const bytes = read(name);
    for (let at = 0; at < Math.min(bytes.length, 1500); at += name.endsWith('tif') ? 1 : 3) {
      for (const value of [0, 0xff, (bytes[at] ?? 0) ^ 0x81]) {
        const changed = bytes.slice();
        changed[at] = value;
        const result = decodeBytes(changed, settingsFor(8, 8, 1));
        if (result.kind === 'decoded') expect(result.pixels.length).toBe(64);
        else expect(sayMessage(result.reason, 'en').length).toBeGreaterThan(10);
      }
    }
  });

  it('says what is wrong with an empty file, with text, and with a format that is not decoded', () => {
    const decode = (bytes: Uint8Array) => decodeBytes(bytes, settingsFor(8, 8, 1));
    expect(decode(new Uint8Array(0))).toMatchObject({ id: 'empty' });
    expect(decode(new TextEncoder().encode('This is not a picture, it is text'))).toMatchObject({ id: 'not-an-image' });
    expect(decode(new TextEncoder().encode('BM is how this text begins, like a bitmap'))).toMatchObject({ id: 'not-an-image' });
    expect(decode(new Uint8Array([0, 0, 0, 24, ...new TextEncoder().encode('ftypavif    ')]))).toMatchObject({ id: 'unsupported-format' });
  });
});
