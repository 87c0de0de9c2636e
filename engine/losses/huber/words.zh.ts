// What the loss “Huber” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: 'Huber',
  explanation: '不超过 δ 时为平方，超过则为直线：小误差像平方误差那样被平滑，离群误差的分量不超过绝对误差。',
  fields: { delta: { label: 'δ', help: '误差从这个大小起，分量只与其大小成正比；图像的值在 0 到 1 之间。' } },
});
