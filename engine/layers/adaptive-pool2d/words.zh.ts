// What the layer “Adaptive pooling” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '自适应池化',
  synonyms: '自适应平均池化, 自适应最大池化',
  explanation:
    '不论特征图多大，都把它划分为给定行数和列数的网格，每格取平均值或最大值。其后的层对每张图像看到的大小都相同，因此图像大小不一时也可接展平层和全连接层；与把整张图变成一个数的全局池化不同，它大致保留了位置信息。网格不能整除特征图时，相邻的格共用一行或一列。',
  fields: {
    operation: { label: '运算', help: '每格的平均值或最大值。', options: { average: '平均', max: '最大' } },
    size: { label: '网格', help: '输出的行数和列数，与输入大小无关。' },
  },
});
