// What the layer “Input” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '输入',
  synonyms: '图像, 数据, 来源',
  explanation:
    '图像由此进入。每张图像都被调整为这里的高和宽，或在大小可变时保持自己的大小；字节 0–255 经平移和缩放，使每个通道在训练图像上的均值为 0、方差为 1：第一层就从大小合适的值开始。一个通道为灰度，三个通道为红、绿、蓝。',
  fields: {
    sizes: {
      label: '大小',
      help: '所有图像同一大小，或从 高 × 宽 起每张图像保持自己的大小；训练时每个批量只含同一大小的图像。',
      options: { fixed: '同一大小', any: '任意大小' },
    },
    height: { label: '高', help: '图像的高，以像素为单位；大小可变时为最小图像的高。' },
    width: { label: '宽', help: '图像的宽，以像素为单位；大小可变时为最小图像的宽。' },
    step: { label: '步长', help: '大小递增的像素数：边长向上取为最小值加上它的整数倍。至多允许 64 种大小。' },
    largest: { label: '最长边', help: '以像素为单位：更大的图像会缩小，直到没有一边超过它。' },
    channels: { label: '通道数', help: '灰度图像为 1，彩色图像为 3。' },
  },
  problems: {
    'largest-below-smallest': {
      message: '图像的最长边不能小于最小的大小。',
      expected: '至少 {least}',
      received: '{largest}',
    },
  },
  fixes: { 'set-longest-side': '把最长边设为 {least}' },
});
