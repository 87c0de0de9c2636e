// Words that several optimizers share, in Chinese.
import { translate } from '../base/translation.ts';
import * as english from './words.ts';

export const spared = '偏置以及批量归一化的缩放和平移除外。';

export const decayWords = translate(english.decayWords, {
  label: '权重衰减',
  help: `把卷积核和全连接层的矩阵拉向 0：每个权重的这一比例加到它的梯度上。${spared}`,
});
