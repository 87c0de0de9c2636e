// What the layer “Input” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Input',
  synonyms: 'image, images, source, data, in',
  explanation:
    'Where the images come in. Every image is brought to this height and width, or keeps a size of its own where sizes vary; its bytes 0–255 are shifted and scaled so that each channel has mean 0 and variance 1 over the training images: the first layer then starts from values of a sensible size. One channel is grey, three are red, green and blue.',
  fields: {
    sizes: {
      label: 'Sizes',
      help: 'One size for all images, or a size of its own for each, from height × width on. Images are then trained on in batches of one size.',
      options: { fixed: 'One size', any: 'Any size' },
    },
    height: { label: 'Height', help: 'Height of the images in pixels; of the smallest where sizes vary.' },
    width: { label: 'Width', help: 'Width of the images in pixels; of the smallest where sizes vary.' },
    step: {
      label: 'Step',
      help: 'Pixels by which sizes grow: sides are rounded up to the smallest plus a number of these. At most 64 sizes may occur.',
    },
    largest: { label: 'Longest side', help: 'In pixels: larger images are shrunk until no side is longer.' },
    channels: { label: 'Channels', help: '1 for grey images, 3 for colour.' },
  },
  problems: {
    'largest-below-smallest': {
      message: 'The longest side of an image can’t be shorter than the smallest size.',
      expected: 'at least {least}',
      received: '{largest}',
    },
  },
  fixes: { 'set-longest-side': 'Set longest side to {least}' },
} as const;
