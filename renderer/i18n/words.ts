// Times and progress in words, in English; in Chinese beside it (words.zh.ts).
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const numberTexts = defineTexts({ days: '{days} days', progress: '{done} of {total}' }, chinese);
