// What the optimizer “SGD with momentum” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { decayWords } from '../words.zh.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '带动量的 SGD',
  explanation:
    '沿梯度的反方向前进。有动量时，步长是过去梯度的累积，像球滚下山坡：持续的方向相加，交替的方向抵消。简单，占内存少，学习率合适时往往得到最好的最终准确率。',
  fields: {
    learningRate: { label: '学习率', help: '步长，即梯度所乘的系数。' },
    momentum: { label: '动量', help: '上一步保留的比例。' },
    nesterov: { label: 'Nesterov', help: '向前看：迈步之前再应用一次动量。' },
    weightDecay: decayWords,
  },
});
