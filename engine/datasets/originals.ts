// What the files of a folder look like before they are fitted to a network: sizes and colours of some of them, spread over the
// folder. A network's input is compared with that (fit.ts). Of a folder that nobody has looked at, nothing is claimed.
import { z } from 'zod';
import { type ImageSize, isSameSize } from '../base/image-sizes.ts';

const count = z.int().min(0);

/** sizes: upright, in pixels, and how many of the images looked at have each; coloured and grey: how many of those that were decoded. */
export const originalsSchema = z.object({
  sizes: z.array(z.object({ height: count, width: count, images: count })),
  coloured: count,
  grey: count,
});
export type Originals = z.infer<typeof originalsSchema>;

/** Up to `most` of `count` places, evenly spread, in order: the same for the same numbers. */
export function spreadOver(count: number, most: number): number[] {
  const taken = Math.min(count, most);
  return Array.from({ length: taken }, (_, index) => Math.floor((index * count) / taken));
}

/** Sizes with how often each occurs. */
export function countSizes(sizes: readonly ImageSize[]): Originals['sizes'] {
  const counted: { height: number; width: number; images: number }[] = [];
  for (const { height, width } of sizes) {
    const known = counted.find((size) => isSameSize(size, { height, width }));
    if (known === undefined) counted.push({ height, width, images: 1 });
    else known.images += 1;
  }
  return counted;
}

/** A grey picture saved as a JPEG has slightly different channels; a colour that a person would miss differs more, and not in a spot. */
const leastDifference = 24;
const leastShare = 0.01;

/** pixels: u8[pixels,3]. */
export function hasColour(pixels: Uint8Array): boolean {
  const count = Math.floor(pixels.length / 3);
  let coloured = 0;
  for (let at = 0; at < count * 3; at += 3) {
    const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) >= leastDifference) coloured += 1;
  }
  return coloured > count * leastShare;
}
