// What the layer “Dropout” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: 'Dropout',
  synonyms: '丢弃, 随机失活, 正则化',
  explanation:
    '训练时，每个值以给定的概率被置为 0，对每张图像重新抽取；其余的值乘以 1 / (1 − 比率)，使期望的和不变。任何单元都不能依赖某个特定的单元，网络因此不易把训练图像死记硬背下来。训练之外它不起作用。',
  fields: { rate: { label: '比率', help: '训练时被置为 0 的值所占的比例。' } },
});
