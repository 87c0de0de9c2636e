// What the schedule “Steps” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '阶梯',
  explanation: '每隔若干轮次把学习率乘以一个系数。大步先找到谷地，小步再在其中稳定下来；每次改变时损失往往明显下降。',
  fields: {
    everyEpochs: { label: '间隔', help: '两次改变之间的轮次数。' },
    factor: { label: '系数', help: '学习率所乘的数。' },
  },
});
