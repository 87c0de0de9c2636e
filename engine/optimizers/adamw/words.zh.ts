// What the optimizer “AdamW” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { chinese as adamWords } from '../adam/words.zh.ts';
import { spared } from '../words.zh.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: 'AdamW',
  explanation:
    '权重衰减方式正确的 Adam：不论梯度如何，权重每一步都缩小相同的比例。在 Adam 中，衰减像梯度一样被除，最需要它的权重得到的反而最少。较大的网络可以先选它。',
  fields: {
    ...adamWords.fields,
    weightDecay: {
      label: '权重衰减',
      help: `卷积核和全连接层的矩阵每一步按此比例乘以学习率缩小。${spared}`,
    },
  },
});
