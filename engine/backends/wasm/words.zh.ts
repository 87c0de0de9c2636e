// What the WebAssembly backend refuses, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  problems: {
    'too-large': {
      message:
        '权重、梯度和一个批量的输出放不下：{lasting} 在整个训练中一直占用，{passing} 每步占用。请减小批量、更早池化，或缩小最大的层。',
      expected: '至多 {limit}',
      received: '{total}',
    },
  },
});
