// Commands about the images and the training run.
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { defineCommands } from '../commands/command.ts';
import { momentTexts, reasonTexts } from '../commands/words.ts';
import { documentStore } from '../document/document.ts';
import { draftStore, revealDraft } from '../document/field-drafts.ts';
import { datasetStore } from './dataset.ts';
import { evaluationStore } from './evaluation.ts';
import { chooseImageFolder, openImages, openImagesReason } from './images.ts';
import { isActive, runStore } from './run.ts';
import { evaluate, evaluateReason, stopTraining, togglePause, train, trainReason } from './train.ts';

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

function stopReason(): Sentence | undefined {
  if (!isActive(status())) return sentence(reasonTexts, 'no-run');
  return status() === 'stopping' ? sentence(reasonTexts, 'run-ending') : undefined;
}
