// What the main process says by itself, in English: the operating system's dialogs, and the menu where the page has described none.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const dialogTexts = defineTexts(
  {
    openNetwork: 'Open a network',
    saveNetwork: 'Save the network',
    network: 'Receptive network',
    openFolder: 'Open a folder of images, with one folder a class',
    exportModel: 'Export the trained model',
    notWritten: 'Not written: {why}. Choose another place',
    model: 'Receptive model',
  },
  chinese.dialogs,
);

export const menuTexts = defineTexts(
  {
    file: '&File',
    close: 'Close',
    quit: 'Quit',
    about: 'About Receptive',
    services: 'Services',
    hide: 'Hide Receptive',
    hideOthers: 'Hide Others',
    showAll: 'Show All',
    quitReceptive: 'Quit Receptive',
  },
  chinese.menu,
);
