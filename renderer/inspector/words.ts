// What the inspector says, in English.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const inspectorTexts = defineTexts(
  {
    weights: 'Weights',
    frozen: 'Frozen',
    frozenHelp: 'Training leaves these weights as they are, and running statistics too; the layers around go on learning.',
    weightsOf: 'Weights of',
    weightsOfHelp: 'Uses the same weights as another layer of this type and size; both learn them together.',
    thisLayer: 'this layer',
    computer: 'This computer',
    workers: 'Workers',
    workersHelp: 'Threads that train together, from the next run on. Their number does not change the result.',
    changingWorkers: 'Changing the number of workers',
    language: 'Language',
    languageHelp: 'Of the whole window, at once.',
    systemLanguage: 'As the system',
    changingLanguage: 'Changing the language',
  },
  chinese,
);
