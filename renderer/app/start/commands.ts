// What the first screen offers, as commands: LeNet on the sample images, an empty canvas, and one command a template.
import { splitSynonyms } from '../../../engine/base/described.ts';
import { sentence } from '../../../engine/words/texts.ts';
import { type Command, defineCommands } from '../../commands/command.ts';
import { commandTexts, reasonTexts } from '../../commands/words.ts';
import { datasetStore } from '../../runs/dataset.ts';
import { isActive, runStore } from '../../runs/run.ts';
import { startEmpty, startTemplate, trainSampleNetwork } from './start.ts';
import { templates } from './templates.ts';
import { templateSynonyms, templateTexts } from './words.ts';

export const startCommands = defineCommands([runStore, datasetStore], {
  'new-empty': { place: { menu: 'file', part: 1 }, run: startEmpty },
  'train-sample': {
    place: { menu: 'training', part: 3 },
    topic: 'train',
    reason() {
      if (isActive(runStore.getState().status)) return sentence(reasonTexts, 'run-under-way');
      return datasetStore.getState().opening ? sentence(reasonTexts, 'images-opening') : undefined;
    },
    run: trainSampleNetwork,
  },
});

export const templateCommands: readonly Command[] = templates.map((template) => {
  const name = sentence(templateTexts, template.id);
  return {
    id: `template:${template.id}`,
    title: sentence(commandTexts, 'template', { name }),
    inMenu: name,
    synonyms: splitSynonyms(templateSynonyms.en[template.id], templateSynonyms.zh[template.id]),
    place: { menu: 'file', part: 1, submenu: sentence(commandTexts, 'from-template') },
    heading: sentence(commandTexts, 'templates'),
    topic: 'open',
    run: () => startTemplate(template),
  };
});
