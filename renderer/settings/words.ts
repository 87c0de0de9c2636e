// What is said of the settings of this computer, in English; in Chinese beside it (words.zh.ts).
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const settingsTexts = defineTexts(
  {
    computer: 'This computer',
    workers: 'Workers',
    workersHelp: 'Threads that train together, from the next run on. Their number does not change the result.',
    changingWorkers: 'Changing the number of workers',
    // in both languages, for whoever looks for it may not read the one that is spoken
    language: 'Language · 语言',
    languageHelp: 'Of the whole window, at once.',
    systemLanguage: 'As the system',
    changingLanguage: 'Changing the language',
  },
  chinese,
);
