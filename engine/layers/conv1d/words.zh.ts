// What the layer “Conv 1D” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { chinese as conv2dWords } from '../conv2d/words.zh.ts';
import { words } from './words.ts';

const { groups, bias, kernel, initializer } = conv2dWords.fields;

export const chinese = translate(words, {
  label: '一维卷积',
  synonyms: '一维卷积, 时序卷积',
  explanation:
    '让每个卷积核沿一个轴滑动，记下每个位置与它的匹配程度：沿特征图的宽度方向，每行单独进行，所有行共用同样的卷积核。它看得到左右，看不到上下，适合每行是信号、光谱或表格行的情形。使用因果填充时，输出只看到它之前的内容。',
  fields: {
    filters: { label: '卷积核数', help: '卷积核的个数，也就是输出通道的个数。' },
    kernelSize: { label: '卷积核大小', help: '卷积核的长度，以值的个数计。' },
    stride: { label: '步幅', help: '卷积核相邻两个位置相隔的值数。' },
    padding: {
      label: '填充',
      help: '两端补零：valid 不补，same 在步幅为 1 时保持长度，full 让卷积核只需重叠一个值，因果填充只在前端补零，使输出看不到后面的内容。',
      options: { same: 'Same（保持长度）', valid: 'Valid（不填充）', full: 'Full（完全填充）', causal: '因果' },
    },
    dilation: { label: '膨胀', help: '卷积核相邻两个权重相隔的值数。' },
    groups,
    bias,
    kernel: { ...kernel, help: '卷积从另一端读取卷积核（翻转）；互相关不翻转，多数程序库把它也称作卷积。' },
    initializer,
  },
  problems: {
    'kernel-longer-than-row': {
      message: '卷积核覆盖 {reach} 个值，超过了填充后的一行。',
      expected: '卷积核不超过 {room} 个值',
      received: '{reach}',
    },
  },
});
