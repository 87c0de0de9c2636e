// What the loss “Mean squared error” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '均方误差',
  explanation:
    '概率与真值（正确类别为 1，其余为 0）之间距离平方的平均。永远不超过 2 除以类别数，因此个别错误标签的分量很小；但当网络自信地犯错时，它的梯度几乎消失，学习起步缓慢。',
  fields: {},
});
