// What the layer “Classification output” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { weightWords } from '../words.zh.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '分类输出',
  synonyms: '分类, 标签, 交叉熵, 损失',
  explanation:
    '分类器的答案：把每个类别的一个数变成概率，均为正且总和为 1。所有数加上同一个值不会改变结果，只有差值起作用。前一层的单元数必须等于类别数。',
  fields: { weight: weightWords },
  problems: {
    'map-instead-of-classes': {
      message: '分类器要求每个类别一个数，但输入是特征图。全局池化把每个通道变成一个数；展平层加全连接层则把所有值结合起来。',
      expected: '向量，每个类别一个单元',
      received: '{shape} 的特征图',
    },
    'one-output-class': {
      message: '只有一个类别时，答案总是该类别。请让前一层的单元数等于类别数。',
      expected: '至少 2 个单元',
      received: '{shape}',
    },
  },
});
