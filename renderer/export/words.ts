// What is said of an exported model, in English; in Chinese beside it (words.zh.ts).
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const exportTexts = defineTexts({ failed: 'The model could not be exported', exported: 'Exported the model to {file}' }, chinese);
