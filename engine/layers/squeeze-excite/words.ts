// What the layer “Squeeze and excite” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Squeeze and excite',
  synonyms: 'se, senet, se block, channel attention, attention',
  explanation:
    'Weighs the channels of a map by what is in the whole image: the mean of each channel goes through two small dense layers, fewer units first, then one for each channel, and what comes out, between 0 and 1, multiplies that channel everywhere. A channel that finds feathers can so be turned up where others see a beak. It costs little and usually stands behind the convolutions of a residual block, before the sum.',
  fields: {
    ratio: { label: 'Ratio', help: 'Channels for each unit between the two dense layers; there is always one unit at least.' },
  },
};
