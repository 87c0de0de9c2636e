// What the layer “Global pooling” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '全局池化',
  synonyms: '全局平均池化, 全局最大池化',
  explanation:
    '把每个通道变成一个数：整张特征图的平均值或最大值。它回答“这种特征有多少，不论在哪里”，适用于任何图像大小，在现代网络末端取代权重众多的展平与全连接。',
  fields: {
    operation: { label: '运算', help: '整张特征图的平均值或最大值。', options: { average: '平均', max: '最大' } },
  },
});
