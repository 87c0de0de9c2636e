// What the loss “Mean absolute error” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '平均绝对误差',
  explanation: '差值绝对值的平均。每个误差的分量与其大小成正比，个别离群值不会左右其余；当一半误差偏高、一半偏低时，它就满意了。',
  fields: {},
});
