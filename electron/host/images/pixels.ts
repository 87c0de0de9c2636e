// From whatever a decoder returns to upright bytes of one or three channels: 16 bits become 8, transparency is laid on
// the background, colour becomes grey where asked (before resizing, like Pillow's convert then resize), the EXIF
// orientation is applied. Grey is ITU-R 601 luma in Pillow's integers, (19595 r + 38470 g + 7471 b + 32768) / 65536.

/** Decoded samples: u8 or u16[height,width,samples]; samples 1 grey, 2 grey + alpha, 3 RGB, 4 RGB + alpha. */
export interface RawImage {
  readonly data: Uint8Array | Uint16Array;
  readonly width: number;
  readonly height: number;
  readonly samples: number;
}

export interface UprightImage {
  /** u8[height,width,channels] */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export function toUpright(
  raw: RawImage,
  channels: 1 | 3,
  background: readonly [number, number, number],
  orientation: number,
): UprightImage {
  const flat = toChannels(raw, channels, background);
  return orientation === 1
    ? { pixels: flat, width: raw.width, height: raw.height }
    : orient(flat, raw.width, raw.height, channels, orientation);
}

export function toGrey(red: number, green: number, blue: number): number {
  return (red * 19595 + green * 38470 + blue * 7471 + 32768) >> 16;
}

/** Source-over with 8-bit alpha, rounded as Pillow's paste does. */
function blend(value: number, background: number, alpha: number): number {
  const sum = value * alpha + background * (255 - alpha) + 128;
  return ((sum >> 8) + sum) >> 8;
}

function toChannels(raw: RawImage, channels: 1 | 3, background: readonly [number, number, number]): Uint8Array {
  const { samples } = raw;
  const input = raw.data instanceof Uint16Array ? toBytes(raw.data) : raw.data;
  if (samples === channels) return input;
  const count = raw.width * raw.height;
  if (samples === 3) return mixToGrey(input, count);
  const output = new Uint8Array(count * channels);
  const hasAlpha = samples === 2 || samples === 4;
  const isGrey = samples < 3;
  const [backRed, backGreen, backBlue] = background;
  for (let pixel = 0, at = 0, target = 0; pixel < count; pixel++, at += samples, target += channels) {
    let red = input[at] as number;
    let green = isGrey ? red : (input[at + 1] as number);
    let blue = isGrey ? red : (input[at + 2] as number);
    if (hasAlpha) {
      const alpha = input[at + samples - 1] as number;
      if (alpha !== 255) {
        red = blend(red, backRed, alpha);
        green = blend(green, backGreen, alpha);
        blue = blend(blue, backBlue, alpha);
      }
    }
    if (channels === 1) output[target] = toGrey(red, green, blue);
    else {
      output[target] = red;
      output[target + 1] = green;
      output[target + 2] = blue;
    }
  }
  return output;
}

/** What most photos take on their way to grey: a loop so small that it is compiled again soon after a collection has dropped it. */
function mixToGrey(colours: Uint8Array, count: number): Uint8Array {
  const output = new Uint8Array(count);
  for (let pixel = 0, at = 0; pixel < count; pixel++, at += 3)
    output[pixel] = toGrey(colours[at] as number, colours[at + 1] as number, colours[at + 2] as number);
  return output;
}

function toBytes(deep: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(deep.length);
  for (let index = 0; index < deep.length; index++) bytes[index] = ((deep[index] as number) + 128) / 257;
  return bytes;
}

// Orientation n stores the picture so that these steps make it upright: whether rows and columns change places, and
// whether the upright picture's x and y run against the stored direction (EXIF 2.32, tag 274).
const orientations: Readonly<Record<number, { swap: boolean; flipX: boolean; flipY: boolean }>> = {
  2: { swap: false, flipX: true, flipY: false },
  3: { swap: false, flipX: true, flipY: true },
  4: { swap: false, flipX: false, flipY: true },
  5: { swap: true, flipX: false, flipY: false },
  6: { swap: true, flipX: true, flipY: false },
  7: { swap: true, flipX: true, flipY: true },
  8: { swap: true, flipX: false, flipY: true },
};

function orient(input: Uint8Array, width: number, height: number, channels: number, orientation: number): UprightImage {
  const step = orientations[orientation];
  if (!step) return { pixels: input, width, height };
  const uprightWidth = step.swap ? height : width;
  const uprightHeight = step.swap ? width : height;
  const output = new Uint8Array(input.length);
  let target = 0;
  for (let y = 0; y < uprightHeight; y++) {
    const along = step.flipY ? uprightHeight - 1 - y : y;
    for (let x = 0; x < uprightWidth; x++) {
      const across = step.flipX ? uprightWidth - 1 - x : x;
      const source = (step.swap ? across * width + along : along * width + across) * channels;
      for (let channel = 0; channel < channels; channel++) output[target++] = input[source + channel] as number;
    }
  }
  return { pixels: output, width: uprightWidth, height: uprightHeight };
}
