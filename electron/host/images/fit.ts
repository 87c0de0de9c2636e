// Places an upright picture of any size into the target size: the geometry of contain, cover and stretch. Sizes and
// boxes are those of Pillow's ImageOps.contain and fit, to the last bit of their floats; of an odd remainder of bars the larger
// half goes to the right and the bottom.
import type { ImageSettings } from '../../../engine/datasets/image-folder.ts';
import { type Box, resample } from '../../../engine/images/resample.ts';
import { toGrey, type UprightImage } from './pixels.ts';

/** u8[settings.height,settings.width,settings.channels]; the input's own bytes where the size is already right. */
export function fitImage(image: UprightImage, settings: ImageSettings): Uint8Array {
  const { width, height } = settings;
  if (image.width === width && image.height === height) return image.pixels;
  const whole: Box = { left: 0, top: 0, right: image.width, bottom: image.height };
  const resize = (outputWidth: number, outputHeight: number, box: Box) =>
    resample(image.pixels, image.width, image.height, settings.channels, outputWidth, outputHeight, box);
  if (settings.fit === 'stretch') return resize(width, height, whole);
  if (settings.fit === 'cover') return resize(width, height, findCoverBox(image, width, height));
  const size = findContainedSize(image, width, height);
  return pad(resize(size.width, size.height, whole), size, settings);
}

function findCoverBox(image: UprightImage, width: number, height: number): Box {
  const target = width / height;
  const ratio = image.width / image.height;
  // a picture of the same shape is taken whole: its own width is not always target · height in floats
  const cropWidth = ratio > target ? target * image.height : image.width;
  const cropHeight = ratio < target ? image.width / target : image.height;
  const left = (image.width - cropWidth) / 2;
  const top = (image.height - cropHeight) / 2;
  return { left, top, right: Math.min(image.width, left + cropWidth), bottom: Math.min(image.height, top + cropHeight) };
}

/** Python's `round`: a half goes to the even neighbour. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

/** The size of the whole picture inside width × height, at least 1 × 1. */
export function findContainedSize(
  image: Pick<UprightImage, 'width' | 'height'>,
  width: number,
  height: number,
): { width: number; height: number } {
  const ratio = image.width / image.height;
  const target = width / height;
  if (ratio > target) return { width, height: Math.max(1, roundHalfToEven((image.height / image.width) * width)) };
  if (ratio < target) return { width: Math.max(1, roundHalfToEven((image.width / image.height) * height)), height };
  return { width, height };
}

function pad(pixels: Uint8Array, size: { width: number; height: number }, settings: ImageSettings): Uint8Array {
  const { width, height, channels } = settings;
  if (size.width === width && size.height === height) return pixels;
  const [red, green, blue] = settings.background;
  const colour = channels === 1 ? [toGrey(red, green, blue)] : [red, green, blue];
  const output = new Uint8Array(width * height * channels);
  for (let index = 0; index < output.length; index++) output[index] = colour[index % channels] ?? 0;
  const left = Math.floor((width - size.width) / 2);
  const top = Math.floor((height - size.height) / 2);
  const rowBytes = size.width * channels;
  for (let row = 0; row < size.height; row++) {
    output.set(pixels.subarray(row * rowBytes, (row + 1) * rowBytes), ((top + row) * width + left) * channels);
  }
  return output;
}
