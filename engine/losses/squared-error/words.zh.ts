// What the loss “Mean squared error” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '均方误差',
  explanation: '网络的输出与目标之差的平方的平均。大误差分量很大，小误差几乎没有：不确定之处会变得模糊。它是信噪比所依据的量。',
  fields: {},
});
