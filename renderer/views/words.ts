// What is said of views whatever they show: their tabs, the dividers between them, moving and hiding them.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const viewTexts = defineTexts(
  {
    resize: 'Size of the {dock, select, left {left} right {right} other {lower}} panels',
    split: 'Border between {before} and {after}',
    tabs: '{dock, select, left {Left} right {Right} other {Lower}} panels',
    more: 'Move or hide {view}',
    'to-left': 'Move to the left',
    'to-right': 'Move to the right',
    'to-bottom': 'Move below',
    apart: 'A place of its own',
    together: 'Join the tabs beside it',
    hide: 'Hide',
    keeping: 'Keeping the places of the panels',
    reading: 'Reading the places of the panels',
  },
  chinese,
);
