// Resizing in WebAssembly against the definition, written out: every byte, for sizes with remainders of every kind. That the definition
// is Pillow's is shown by its own pictures (test/electron/host/images/decode.test.ts).
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { type Box, resample } from '../../../engine/images/resample.ts';

/** Weights of the triangle filter that lies over output position `position`, as integers of 22 bits, by source position. */
function weightsAt(position: number, inputSize: number, start: number, end: number, outputSize: number): Map<number, number> {
  const scale = Math.fround(end - start) / outputSize;
  const support = Math.max(scale, 1);
  const centre = start + (position + 0.5) * scale;
  const from = Math.max(0, Math.trunc(centre - support + 0.5));
  const to = Math.min(inputSize, Math.trunc(centre + support + 0.5));
  const exact = Array.from({ length: to - from }, (_, tap) => Math.max(0, 1 - Math.abs((tap + from - centre + 0.5) * (1 / support))));
  const total = exact.reduce((sum, weight) => sum + weight, 0);
  return new Map(exact.map((weight, tap) => [from + tap, Math.trunc(0.5 + (weight / total) * 2 ** 22)]));
}

const toByte = (sum: number): number => Math.min(255, Math.floor((sum + 2 ** 21) / 2 ** 22));

interface Picture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

function resizeByDefinition({ pixels, width, height, channels }: Picture, outputWidth: number, outputHeight: number, box: Box): number[] {
  const between: number[][] = [];
  for (let y = 0; y < height; y++) {
    const row: number[] = [];
    for (let x = 0; x < outputWidth; x++) {
      const weights = weightsAt(x, width, box.left, box.right, outputWidth);
      for (let channel = 0; channel < channels; channel++) {
        const sum = [...weights].reduce(
          (before, [at, weight]) => before + weight * (pixels[(y * width + at) * channels + channel] as number),
          0,
        );
        row.push(toByte(sum));
      }
    }
    between.push(row);
  }
  return Array.from({ length: outputHeight }, (_, y) => {
    const weights = weightsAt(y, height, box.top, box.bottom, outputHeight);
    return Array.from({ length: outputWidth * channels }, (_, x) =>
      toByte([...weights].reduce((before, [at, weight]) => before + weight * ((between[at] as number[])[x] as number), 0)),
    );
  }).flat();
}

function makePicture(width: number, height: number, channels: number): Picture {
  const random = createRandom(width * 1000 + height * 10 + channels);
  // bright and dark, so that sums reach both ends
  const pixels = Uint8Array.from({ length: width * height * channels }, () => (random.next() < 0.3 ? 255 : random.integer(256)));
  return { pixels, width, height, channels };
}

const wholeOf = ({ width, height }: Picture): Box => ({ left: 0, top: 0, right: width, bottom: height });

describe.each([1, 3])('a picture of %i channels', (channels) => {
  it.each([
    [1, 1, 1, 1],
    [1, 1, 5, 3],
    [7, 5, 3, 2],
    [5, 7, 16, 17],
    [33, 21, 32, 21],
    [33, 21, 33, 20],
    [64, 48, 28, 28],
    [101, 3, 6, 40],
    [3, 90, 31, 5],
  ])('of %i×%i becomes %i×%i, every byte as defined', (width, height, outputWidth, outputHeight) => {
    const picture = makePicture(width, height, channels);
    const resized = resample(picture.pixels, width, height, channels, outputWidth, outputHeight, wholeOf(picture));
    expect([...resized]).toEqual(resizeByDefinition(picture, outputWidth, outputHeight, wholeOf(picture)));
  });

  it('is cut out with fractions of pixels', () => {
    const picture = makePicture(40, 31, channels);
    const box = { left: 3.25, top: 0, right: 34.75, bottom: 29.5 };
    expect([...resample(picture.pixels, 40, 31, channels, 16, 15, box)]).toEqual(resizeByDefinition(picture, 16, 15, box));
  });

  it('of more than a strip of rows is the same as in one', () => {
    const picture = makePicture(9001, 300 / channels, channels);
    const resized = resample(picture.pixels, picture.width, picture.height, channels, 3, 4, wholeOf(picture));
    expect([...resized]).toEqual(resizeByDefinition(picture, 3, 4, wholeOf(picture)));
  });

  it('that has its size already is left alone', () => {
    const picture = makePicture(9, 8, channels);
    expect(resample(picture.pixels, 9, 8, channels, 9, 8, wholeOf(picture))).toBe(picture.pixels);
  });
});
