// What the layer “Squeeze and excite” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '挤压与激励',
  synonyms: '通道注意力, 注意力',
  explanation:
    '根据整张图像的内容给特征图的各通道加权：每个通道的平均值经过两个小的全连接层，先变少，再恢复为每个通道一个数，得到的 0 到 1 之间的值乘到该通道的所有位置。这样，当别的通道看到鸟喙时，寻找羽毛的通道可以被加强。代价很小，通常放在残差块的卷积之后、相加之前。',
  fields: { ratio: { label: '压缩比', help: '两个全连接层之间，每个单元对应的通道数；至少有一个单元。' } },
});
