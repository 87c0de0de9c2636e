// What the layer “Unpooling” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '反池化',
  synonyms: '上采样, 反最大池化',
  explanation:
    '使特征图重新变大：每个值回到最大池化找到其窗口最大值的位置，其余的格为 0。解码器用它找回被池化丢弃的位置信息。请连接池化层的“位置”输出，并使用相同的窗口、步幅和填充。窗口重叠时，落在同一格的值相加。',
  inputs: {
    x: { label: '值', help: '与池化层输出一样大的特征图。' },
    switches: { label: '位置', help: '每个值所属的位置：最大池化层的“位置”输出。' },
  },
  fields: {
    size: { label: '窗口', help: '窗口的高和宽，与池化层相同。' },
    stride: { label: '步幅', help: '相邻窗口相隔的格数，与池化层相同。' },
    padding: { label: '填充', help: '与池化层相同：会重新去掉。' },
    outputSize: {
      label: '输出大小',
      help: '输出特征图的高和宽；0 表示 (h − 1) · 步幅 + 窗口 − 填充。池化舍弃了行或列，或保留了不完整的窗口时，请给出它。',
    },
  },
  problems: {
    'positions-differ': {
      message: '每个值都需要其窗口的位置：两个输入的大小必须相同，即池化层输出的大小。',
      expected: '{expected}',
      received: '{received}',
    },
    'no-such-size': {
      message: '大小为 {window}、相隔 {stride} 的窗口，在 {map} 的特征图上得不到 {input}。',
      expected: '高为 {rows}，宽为 {columns}',
      received: '{map}',
    },
    'other-windows': {
      message: '这些位置属于{pooling}的窗口，而此处的窗口大小不同。',
      expected: '{expected}',
      received: '{received}',
    },
  },
  fixes: {
    'follow-windows': '让大小由窗口决定',
    'use-windows-of': '使用{pooling}的窗口',
  },
  phrases: { range: '{from} 到 {to}' },
});
