// What is said of a run, of the images it learns from and of what it left, in English; in Chinese beside it (words.zh.ts).
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese, chineseImages, chineseParts, chineseStatus } from './words.zh.ts';

/** The state of a run in a word. */
export const statusTexts = defineTexts(
  {
    idle: 'Not trained yet',
    starting: 'Starting',
    running: 'Training',
    pausing: 'Pausing',
    paused: 'Paused',
    stopping: 'Stopping',
    finished: 'Finished',
    stopped: 'Stopped',
    crashed: 'Ended early',
  },
  chineseStatus,
);

/** Parts of the images. */
export const partTexts = defineTexts({ training: 'training', validation: 'validation', test: 'test' }, chineseParts);

export const runTexts = defineTexts(
  {
    run: 'Training run',
    training: 'Training',
    preparing: 'preparing size {size} of {sizes}',
    epoch: 'epoch {epoch} of {epochs}',
    step: 'step {step} of {steps}',
    rate: '{rate} images/s',
    elapsed: '{time} elapsed',
    remaining: '{time} remaining',
    elsewhere: 'network “{name}”',
    workers: '{count, plural, one {# worker} other {# workers}}, {backend}',
    keptNone: 'No epoch ended well, so no weights are kept.',
    kept: 'The weights of epoch {epoch} are kept: they can be evaluated and exported.',
    keptBest: 'The weights of epoch {epoch}, the one with the lowest validation loss, are kept: they can be evaluated and exported.',
    unstarted: '{isRefused, select, true {Training can’t start} other {Training did not start}}',
    loss: 'Loss',
    accuracy: 'Accuracy',
    psnr: 'PSNR',
    curve: '{measure, select, loss {Loss} accuracy {Accuracy} other {PSNR}} by epoch',
    curveHelp: 'Thin line: each batch. Lines with marks: means over an epoch.',
    batches: 'each batch',
    tick: 'epoch {epoch}',
    evaluation: 'Evaluation',
    evaluationOf: 'Evaluation, {part}',
    evaluating: 'Evaluating',
    cancel: 'Cancel',
    unevaluated: 'The network could not be evaluated',
    right: 'of {images} right, ',
    psnrAlone: 'PSNR on {images} images, ',
    psnrToo: 'PSNR, ',
    lossOf: 'loss {loss}',
    lossOfEach: 'loss {loss} ({each})',
    correct: '{name}: {correct} of {count}',
  },
  chinese,
);

/** The image that is watched, and what the network says of it and of others. */
export const imageTexts = defineTexts(
  {
    watched: 'Watched image',
    none: 'none yet',
    givenBack: 'What {layer} gives back',
    reading: 'Reading the watched image',
    prediction: 'Prediction for the watched image',
    watchOne: 'Open images and press one to watch what the network makes of it.',
    trainFirst: 'What the network says of it appears here once it is trained on these images.',
    class: 'class {number}',
    trueClass: '{name}, the true class',
    unknownClass: 'unknown',
    unpredicted: '{file} can’t be predicted',
    predicted: '{file}: {said}',
    classShare: '{name} {share}',
    nearness: '{layer} {psnr} PSNR',
  },
  chineseImages,
);
