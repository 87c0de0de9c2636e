// What stands in the window's own bars, in English; Chinese stands beside it (words.zh.ts).
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const barTexts = defineTexts(
  {
    file: 'File',
    edit: 'Edit',
    window: 'Window',
    panels: 'Panels',
    name: 'Name of the network',
    rename: 'Rename network',
    unsaved: 'Unsaved changes',
    saved: 'All changes saved',
    'no-file': 'Not in a file yet',
    drop: 'Drop a folder of images, a network, or an image to predict',
    'opening-network': 'Opening the network',
    'reading-settings': 'Reading the settings',
    'no-bridge': 'This page is the window of the Receptive application, and does nothing in a browser. Start it with: npm start',
    messages: 'Messages',
    details: 'Details',
    all: '{count, plural, other {All # messages}}',
    dismiss: 'Dismiss',
    expected: 'expected {expected}',
    received: 'received {received}',
  },
  chinese,
);
