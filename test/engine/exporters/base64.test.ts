// Base64 against Node's own, and its strictness.
import { describe, expect, it } from 'vitest';
import { base64Length, decodeBase64, encodeBase64 } from '../../../engine/base/base64.ts';

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 151 + length) % 256);

describe('base64', () => {
  it('writes what Node writes, for every remainder and beyond one chunk of text', () => {
    for (const length of [0, 1, 2, 3, 4, 5, 6, 255, 256, 257, 6144, 6145, 100_003]) {
      const bytes = bytesOf(length);
      const text = encodeBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(text.length).toBe(base64Length(length));
      expect(decodeBase64(text)).toEqual(bytes);
    }
  });

  it.each([
    ['a length that is no multiple of four', 'AAA'],
    ['a character outside the alphabet', 'AA*A'],
    ['the alphabet for addresses', 'AA-_'],
    ['a character beyond one byte', 'AAA\u0141'],
    ['white space', 'AAAA\nAAA'],
    ['padding in the middle', 'AA==AAAA'],
    ['padding alone', '===='],
    ['three padding characters', 'A==='],
    ['stray bits behind one byte', 'AB=='],
    ['stray bits behind two bytes', 'AAB='],
  ])('refuses %s', (_, text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});
