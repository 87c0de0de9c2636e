// Why a training run is refused, in Chinese.
import { translate } from '../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  problems: {
    'nothing-to-train': { message: '网络中没有带权重的层：没有什么可训练的。', expected: '至少一个权重可变的层', received: '没有权重' },
    'all-frozen': { message: '所有带权重的层都已冻结。', expected: '至少一个权重可变的层', received: '已冻结 {count} 层' },
  },
  fixes: { 'let-learn': '让{node}参与学习' },
});
