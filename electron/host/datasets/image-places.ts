// Where images go that are decoded in any order: image i to i · imageBytes where all have one size; otherwise each behind the one
// that took its place before it.
import { type ImageSize, largestSize } from '../../../engine/base/image-sizes.ts';
import { type ImageSettings, sizeRangeOfImages } from '../../../engine/datasets/image-folder.ts';
import { type CacheLayout, placeOf } from './cache-index.ts';

export class ImagePlaces {
  /** Of an image of the largest size. */
  readonly imageBytes: number;
  /** Bytes of all images where they have one size; 0 where they keep their own, which nobody knows before they are decoded. */
  readonly knownBytes: number;
  private readonly channels: 1 | 3;
  private readonly own: Omit<CacheLayout, 'totalBytes'> | undefined;
  private end = 0;

  constructor(count: number, settings: ImageSettings) {
    const range = sizeRangeOfImages(settings);
    const { height, width } = range === undefined ? settings : largestSize(range);
    this.channels = settings.channels;
    this.imageBytes = height * width * settings.channels;
    this.knownBytes = range === undefined ? count * this.imageBytes : 0;
    if (range !== undefined) this.own = { imageSizes: new Uint16Array(count * 2), offsets: new Float64Array(count) };
  }

  /** Takes the next place for an image of this size. */
  take(image: number, { height, width }: ImageSize): void {
    if (this.own === undefined) return;
    this.own.imageSizes[2 * image] = height;
    this.own.imageSizes[2 * image + 1] = width;
    this.own.offsets[image] = this.end;
    this.end += height * width * this.channels;
  }

  placeOf(image: number): { readonly offset: number; readonly bytes: number } {
    return placeOf({ imageBytes: this.imageBytes, channels: this.channels, ...this.describe() }, image);
  }

  /** For an index of the images from … to - 1, or of all. */
  describe(from = 0, to = Number.POSITIVE_INFINITY): { readonly layout?: CacheLayout } {
    if (this.own === undefined) return {};
    const { imageSizes, offsets } = this.own;
    const totalBytes = this.end;
    if (to === Number.POSITIVE_INFINITY) return { layout: { imageSizes, offsets, totalBytes } };
    return { layout: { imageSizes: imageSizes.slice(2 * from, 2 * to), offsets: offsets.slice(from, to), totalBytes } };
  }
}
