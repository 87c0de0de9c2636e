// What the layer “Conv 2D” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { initializerWords } from '../words.zh.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '二维卷积',
  synonyms: '卷积, 二维卷积, 深度卷积, 分组卷积',
  explanation:
    '让每个卷积核在特征图上滑动，记下每个位置与它的匹配程度。所有位置共用同样的少量权重（参数共享），每个输出只看到一个小邻域（稀疏交互），输入平移则输出随之平移（等变性）。',
  fields: {
    filters: { label: '卷积核数', help: '卷积核的个数，也就是输出特征图的个数。' },
    kernelSize: { label: '卷积核大小', help: '卷积核的高和宽，以像素为单位。' },
    stride: { label: '步幅', help: '卷积核相邻两个位置相隔的像素数。' },
    padding: {
      label: '填充',
      help: '特征图四周补零：valid 不补，same 在步幅为 1 时保持大小，full 让卷积核只需重叠一个像素。',
    },
    dilation: { label: '膨胀', help: '卷积核相邻两个权重相隔的像素数。' },
    groups: { label: '组数', help: '把通道和卷积核分成互不相见的几组；组数等于通道数时为深度卷积。' },
    bias: { label: '偏置', help: '给每张特征图加上一个学习到的值。' },
    kernel: {
      label: '算子',
      help: '卷积从另一端读取卷积核（上下左右翻转）；互相关不翻转，多数程序库把它也称作卷积。',
      options: { 'cross-correlation': '互相关', convolution: '卷积（翻转卷积核）' },
    },
    initializer: initializerWords,
  },
  problems: {
    'kernel-larger-than-input': {
      message: '卷积核覆盖 {reach} 个像素，超过了填充后的特征图。',
      expected: '卷积核不超过 {room} 个像素',
      received: '{reach}',
    },
  },
});
