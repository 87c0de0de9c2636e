// What is said where a promise was broken, in English; in Chinese beside it (words.zh.ts).
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const messageTexts = defineTexts({ failed: '{action} did not work: {why}' }, chinese);
