// What the schedule “Constant” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '恒定',
  explanation: '学习率保持不变。简单，适合还在寻找合适学习率的时候。',
  fields: {},
});
