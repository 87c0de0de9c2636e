// How an image of any size becomes height × width pixels: a setting of the document, which data sets follow and models carry.
// contain: the whole image, bars of background; cover: its centre; stretch: both sides scaled on their own.

export const fitModes = ['contain', 'cover', 'stretch'] as const;
export type FitMode = (typeof fitModes)[number];

/** In the words of the file formats' JSON Schemas. */
export const fitDescription =
  'How an image of another size becomes height × width. contain: the whole image, with bars of background, the larger half of an odd remainder right and below; cover: its centre; stretch: both sides scaled on their own. Sizes and boxes are those of Pillow’s ImageOps.contain and fit, the filter is the triangle with antialiasing, Pillow’s BILINEAR.';
