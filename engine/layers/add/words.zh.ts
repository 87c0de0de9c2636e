// What the layer “Add” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '相加',
  synonyms: '相加, 求和, 残差, 跳跃连接',
  explanation:
    '把各输入逐值相加；所有输入的大小必须相同。在残差块中，一个输入就是该块自己的输入，中间的层只需学习要改变什么，而梯度可以无阻碍地通过加法：很深的网络因此可以训练。',
  fields: {},
  problems: {
    'sizes-differ': {
      message: '“相加”的各输入大小必须相同：输入 1 为 {first}，输入 {position} 为 {other}。1×1 卷积可改变通道数，其步幅可改变高和宽。',
      expected: '{first}',
      received: '{other}',
    },
  },
});
