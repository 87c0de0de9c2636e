// What the optimizer “Adam” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { decayWords } from '../words.zh.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: 'Adam',
  explanation:
    '给每个权重自己的步长：梯度的滑动平均除以其滑动均方根。梯度小或罕见的权重与其他权重走得一样远。无需太多调整就学得快；每个权重要多存两个数。',
  fields: {
    learningRate: { label: '学习率', help: '大致为每个权重一步移动的距离。' },
    firstDecay: { label: 'β₁', help: '梯度滑动平均在每一步保留的比例。' },
    secondDecay: { label: 'β₂', help: '梯度平方滑动平均在每一步保留的比例。' },
    epsilon: { label: 'ε', help: '加在根上，避免除以 0。' },
    weightDecay: decayWords,
  },
});
