// What is said of the network's file and of what is dropped, in English; in Chinese beside it (words.zh.ts).
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const fileTexts = defineTexts(
  {
    question: 'Save the changes to “{name}”?',
    lost: 'They are lost if you discard them.',
    discard: 'Discard',
    cancel: 'Cancel',
    save: 'Save',
    unopened: 'The network can’t be opened',
    refused: '{file} can’t be opened',
    changed: '{file} was opened with changes',
    dropped: 'Opening what was dropped',
    unsaved: 'The network could not be saved',
    saved: 'Saved {file}',
  },
  chinese,
);
