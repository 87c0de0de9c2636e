// What the layer “Softmax” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: 'Softmax',
  synonyms: '概率, 归一化指数',
  explanation:
    '把向量的各单元，或特征图每个位置的各通道，变成均为正且总和为 1 的份额：最大者突出，其余与之竞争。全部加上同一个值不会改变结果，只有差值起作用。它可把得分变成注意力；分类器的输出端自带一个。',
  fields: {},
});
