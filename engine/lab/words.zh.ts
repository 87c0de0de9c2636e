// Why something can't be measured in a network, in Chinese.
import { translate } from '../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  problems: {
    'unknown-layer': { message: '网络中没有名为“{node}”的层。', expected: '{known}', received: '{node}' },
    'unknown-port': { message: '{node}没有名为“{port}”的输出。', expected: '{known}', received: '{port}' },
    'no-gradient': { message: '{node}的“{port}”是位置，只会跳变：没有梯度。', expected: '数值', received: '位置' },
    'no-such-unit': {
      message: '{node}的输出为 {shape}，从 0 开始计数。',
      expected: '{isMap, select, true {行、列、通道} other {一个数}}：至多 {most}',
      received: '{place}',
    },
  },
});
