// What commands say of their results and while they work, in English, but for training (training.ts) and inspect (inspect.ts).
import { defineTexts } from '../../../engine/words/texts.ts';
import { chinese } from './results.zh.ts';

/** Of every command. */
export const runTexts = defineTexts(
  {
    cancelled: 'Cancelled. {what}',
    endedAtOnce: 'Ended at once',
    progress: '{label}: {done} of {total} ({share} %)',
    progressUncounted: '{label}: {done}',
    withDetails: '{progress}, {details}',
  },
  chinese.run,
);

export const imagesTexts = defineTexts(
  {
    looking: 'Looking for images',
    reading: 'Reading images',
    cancelled: 'Nothing was trained or written',
    counted:
      '{classes, plural, =0 {no classes} one {# class} other {# classes}}, images: {counts}{sizes, plural, =0 {} one { in # size} other { in # sizes}}{skipped, plural, =0 {} other { (# skipped)}}',
    training: '{images} for training',
    validation: '{images} for validation',
    test: '{images} for test',
    skipped: 'skipped {path}: {reason}',
    moreSkipped: 'and {files} more skipped',
  },
  chinese.images,
);

export const evaluationTexts = defineTexts(
  {
    evaluating: 'Evaluating',
    cancelled: 'Nothing was changed',
    class: 'class',
    images: 'images',
    right: 'right',
    accuracyHeading: 'accuracy',
    accuracy: 'accuracy {share}',
    psnr: 'PSNR {ratio}',
    loss: 'loss {loss}',
    evaluated:
      '{measures} on {part, select, all {all} training {the training part’s} validation {the validation part’s} other {the test part’s}} {images, plural, one {# image} other {# images}}',
  },
  chinese.evaluation,
);

export const predictTexts = defineTexts({ cancelled: 'The images above were predicted' }, chinese.predict);

export const gradientTexts = defineTexts(
  {
    sees: '{unit} is {value} for {image}; it sees rows {top}–{bottom} and columns {left}–{right} of {shape}, at most {largest} a byte',
    seesNothing: '{unit} is {value} for {image}; nothing of this image changes it',
    written: '{file} shows it',
  },
  chinese.gradient,
);

export const sampleTexts = defineTexts(
  {
    writing: 'Writing images',
    there: 'The sample images are in {folder} already',
    written: 'Wrote {files, plural, one {# sample image} other {# sample images}} into {folder}',
  },
  chinese.sample,
);

export const templatesTexts = defineTexts(
  {
    layers: '{layers, plural, one {# layer} other {# layers}}',
    parameters: '{parameters, plural, one {# parameter} other {# parameters}}',
    written: 'Wrote {file}. Train it with: receptive train {file} --data FOLDER --out model.json',
  },
  chinese.templates,
);
