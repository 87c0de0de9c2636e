// What the layer “Dense” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { initializerWords } from '../words.zh.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '全连接',
  synonyms: '全连接, 线性, 密集',
  explanation:
    '每个单元都看到每个输入：y = x·W + b。它对位置不作任何假设，因此每一对输入与单元都需要一个权重；在卷积和池化之后，它把各特征图找到的内容结合起来。',
  fields: {
    units: { label: '单元数', help: '输出的个数。' },
    bias: { label: '偏置', help: '给每个单元加上一个学习到的值。' },
    initializer: initializerWords,
  },
  problems: {
    'not-a-vector': {
      message: '全连接层的输入应为向量，但输入是特征图。',
      expected: '向量，例如 400',
      received: '{shape} 的特征图',
    },
  },
});
