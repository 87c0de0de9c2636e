// What the layer “Concat” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '拼接',
  synonyms: '拼接, 连接, 堆叠',
  explanation:
    '把各输入的通道并排放在一起：8 个通道和 16 个通道的特征图变成 24 个通道，高和宽不变。下一层看到全部通道，并自行学习如何组合；使用不同大小卷积核的分支就这样合并。',
  fields: {},
  problems: {
    'heights-or-widths-differ': {
      message: '“拼接”的各输入高和宽必须相同，只有通道数可以不同。输入 1 为 {first}，输入 {position} 为 {other}。',
      expected: '{expected}',
      received: '{other}',
    },
  },
  phrases: { 'a-vector': '向量', 'any-channels': '{size}×任意' },
});
