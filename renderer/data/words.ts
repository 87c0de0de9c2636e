// What is said of the images that are open, in English; in Chinese beside it (words.zh.ts).
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese, chinesePhases } from './words.zh.ts';

export const dataTexts = defineTexts(
  {
    images: 'Images',
    empty:
      'Open a folder that holds one folder of images for each class, or drop it on the window. A network that only gives images back takes any folder of images.',
    samples: 'Sample images',
    part: '{count} {part}',
    pixels: '{size} · mean {mean} · deviation {deviation}',
    outdated: 'The network now wants these images differently. They are opened anew when training starts.',
    reopen: 'Reopen at {size}',
    opening: 'Opening the images',
    expected: 'Expected',
    found: 'Found',
    where: 'Where',
    todo: 'To do',
    more: 'and {count} more like these',
    cancel: 'Cancel',
    cancelling: 'Cancelling',
    partShown: 'Part shown: {what, select, counts {per class} other {watch one}}',
    counts: 'Per class',
    countsOf: 'Images per class, {part}',
    unlabelled: '{count, plural, one {# image} other {# images}} without classes',
    countOf: '{name}: {count, plural, one {# image} other {# images}}',
    watch: 'Watch one',
    watchThis: 'Watch {path}, {name}',
    watchUnlabelled: 'Watch {path}',
    imageOf: '{name}: {path}',
    reading: 'Reading images',
    looking: 'Looking at the image',
    leftOut: '{count, plural, one {# file} other {# files}} left out',
    leftOutHelp: 'They are not in any count, and training does not see them.',
    close: 'Close',
    first: 'The first {count} are shown.',
    ignored: '{count, plural, one {# other file} other {# other files}} ignored',
  },
  chinese,
);

/** What opening images does at the moment. */
export const phaseTexts = defineTexts(
  {
    opening: 'Opening',
    'write-samples': 'Writing the sample images',
    scan: 'Looking for images',
    decode: 'Reading images',
  },
  chinesePhases,
);
