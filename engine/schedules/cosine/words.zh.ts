// What the schedule “Cosine” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '余弦',
  explanation: '沿半个余弦降低学习率：开始慢，中间快，末尾平缓。除轮次数外无需调整，结束时步长很小，权重得以稳定。',
  fields: { minimumShare: { label: '最终比例', help: '结束时学习率剩下的比例。' } },
});
