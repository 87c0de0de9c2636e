// What the loss “Binary cross-entropy” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '二元交叉熵',
  explanation:
    '把每个值当作概率，网络对它有多意外：−t ln p − (1 − t) ln(1 − p)。要求值在 0 到 1 之间，如 sigmoid 的输出，并严厉惩罚有把握的错误。黑白图像的通常选择。',
  fields: {},
});
