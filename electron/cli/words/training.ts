// What `train` says, in English: of the run, of what is kept of it, and of where the model lies.
import { defineTexts } from '../../../engine/words/texts.ts';
import { chinese } from './training.zh.ts';

/** What --fit has done. */
export const fitTexts = defineTexts({ fitted: 'Fitted to these images: {changes}' }, chinese.fit);

export const trainTexts = defineTexts(
  {
    saving: 'Stopping: what was learnt is being written to {path}. Once more, after a second, gives it up',
    lost: 'Given up: what was learnt is lost, {path} was not written',
    savingEvaluation: 'The model is in {path}: its evaluation ends',
    lostEvaluation: 'Ended at once: the model is in {path}',
    noStep: 'No step was finished, so nothing was written',
    written: 'What was learnt is in {path}',
    wrote: 'Wrote {path} after {seconds} s of training',
    wroteWeights: 'Wrote {path}: {weights}, after {seconds} s of training',
  },
  chinese.train,
);

export const runningTexts = defineTexts(
  {
    started:
      'Training {parameters, plural, one {# parameter} other {# parameters}}: {epochs, plural, one {# epoch} other {# epochs}} of {steps, plural, one {# step} other {# steps}}, {workers, plural, one {# worker} other {# workers}}, {memory}',
    preparing: 'Preparing the sizes of the images',
    epochProgress: 'Epoch {epoch}/{epochs}',
    details: '{loss}, {speed} images/s',
    epoch: 'epoch {epoch}/{epochs}',
    training: 'training {score}',
    validation: 'validation {score}',
    ofEnds: '({losses})',
    endedEarly: 'Training ended early: {kept}',
    nothingKept: 'no weights are kept',
    kept: 'kept are {weights}',
  },
  chinese.running,
);

export const saveTexts = defineTexts(
  { where: 'Where else shall the model be written? (a file; nothing to choose a place for you) ' },
  chinese.save,
);
