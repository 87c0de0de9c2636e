// Commands about the images and the training run.
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { defineCommands } from '../commands/command.ts';
import { momentTexts, reasonTexts, titleTexts } from '../commands/words.ts';
import { documentStore, getDocument } from '../document/document.ts';
import { draftStore, revealDraft } from '../document/field-drafts.ts';
import { datasetStore, needsReopening, wantedShape } from './dataset.ts';
import { closeEvaluation, evaluationStore } from './evaluation.ts';
import { cancelOpening, chooseImageFolder, openImages, openImagesReason, reopenImages } from './images.ts';
import { isActive, runStore } from './run.ts';
import { cancelEvaluation, evaluate, evaluateReason, stopTraining, togglePause, train, trainReason } from './train.ts';

const status = () => runStore.getState().status;
const images = { menu: 'file', part: 4 } as const;
const running = { menu: 'training', part: 1 } as const;
const judging = { menu: 'training', part: 2 } as const;

export const runCommands = defineCommands([runStore, datasetStore, evaluationStore, documentStore, draftStore], {
  'open-images': { place: images, shortcut: 'Mod+I', topic: 'images', reason: openImagesReason, run: chooseImageFolder },
  'open-samples': {
    place: images,
    shortcut: 'Mod+Shift+O',
    topic: 'images',
    reason: openImagesReason,
    run: () => openImages({ kind: 'samples' }),
  },
  'reopen-images': {
    place: images,
    topic: 'images',
    titleNow() {
      const size = wantedShape(getDocument());
      return size === undefined ? sentence(titleTexts, 'reopen-images') : sentence(momentTexts, 'reopen', { size });
    },
    reason: reopenReason,
    run: reopenImages,
  },
  'cancel-opening': {
    place: images,
    topic: 'cancel-opening',
    reason: () => (datasetStore.getState().opening ? undefined : sentence(reasonTexts, 'images-not-opening')),
    run: cancelOpening,
  },
  train: {
    place: running,
    contexts: ['canvas'],
    shortcut: 'Mod+Enter',
    topic: 'train',
    reason: trainReason,
    run: train,
    lead: revealDraft,
  },
  pause: {
    place: running,
    shortcut: 'Mod+P',
    topic: 'steering',
    titleNow: () => sentence(momentTexts, status() === 'paused' ? 'resume' : 'pause'),
    reason: pauseReason,
    run: togglePause,
  },
  stop: { place: running, shortcut: 'Mod+.', topic: 'steering', reason: stopReason, run: stopTraining },
  evaluate: { place: judging, shortcut: 'Mod+Shift+Enter', topic: 'evaluate', reason: evaluateReason, run: evaluate },
  'cancel-evaluation': {
    place: judging,
    topic: 'cancel-evaluation',
    reason: () => (evaluationStore.getState().running ? undefined : sentence(reasonTexts, 'no-evaluation')),
    run: cancelEvaluation,
  },
  'close-evaluation': {
    place: judging,
    reason: () => (evaluationStore.getState().result === undefined ? sentence(reasonTexts, 'nothing-evaluated') : undefined),
    run: closeEvaluation,
  },
});

function pauseReason(): Sentence | undefined {
  switch (status()) {
    case 'running':
    case 'paused':
      return undefined;
    case 'starting':
      return sentence(reasonTexts, 'run-starting');
    case 'pausing':
      return sentence(reasonTexts, 'run-pausing');
    case 'stopping':
      return sentence(reasonTexts, 'run-ending');
    default:
      return sentence(reasonTexts, 'no-run');
  }
}

function reopenReason(): Sentence | undefined {
  const images = datasetStore.getState();
  const reason = openImagesReason();
  if (reason !== undefined) return reason;
  if (images.dataset === undefined) return sentence(reasonTexts, 'no-images');
  return needsReopening(images, getDocument()) ? undefined : sentence(reasonTexts, 'images-fit');
}

function stopReason(): Sentence | undefined {
  if (!isActive(status())) return sentence(reasonTexts, 'no-run');
  return status() === 'stopping' ? sentence(reasonTexts, 'run-ending') : undefined;
}
