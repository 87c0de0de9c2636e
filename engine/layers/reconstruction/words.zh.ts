// What the layer “Reconstruction output” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { weightWords } from '../words.zh.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '重建输出',
  synonyms: '自编码器, 图像输出, 均方误差',
  explanation:
    '把特征图与输入的图像相比，按 0 到 1 的值计。网络必须让所见的内容通过中间的狭窄处再还原出来，从而学会图像由什么构成，且不需要标签：这就是自编码器。特征图必须与图像一样大，通道数也相同。',
  fields: { weight: weightWords },
  problems: {
    'vector-instead-of-image': {
      message: '图像是 高×宽×通道 的特征图，但输入是向量。',
      expected: '与输入层一样大的特征图',
      received: '长度为 {shape} 的向量',
    },
  },
});
