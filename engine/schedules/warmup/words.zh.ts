// What the schedule “Warm-up” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { chinese as cosineWords } from '../cosine/words.zh.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '预热',
  explanation:
    '从小步开始，增大到完整的学习率，然后按所选方式继续。新网络最初的梯度很大且方向杂乱；预热可防止它们把权重抛得太远，在批量和学习率较大时尤其重要。',
  fields: {
    epochs: { label: '预热', help: '达到完整学习率所需的轮次数；可以是小数。' },
    afterwards: { label: '之后', help: '预热之后的方式。', options: { cosine: '余弦', constant: '恒定' } },
    minimumShare: cosineWords.fields.minimumShare,
  },
});
