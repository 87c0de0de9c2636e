// What the layer “Batch normalisation” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '批量归一化',
  synonyms: '批归一化, 批标准化',
  explanation:
    '使每个通道在一个批量内的均值为 0、方差为 1，再乘以学习到的缩放并加上平移。无论前面的权重如何变化，后面的层看到的值都保持稳定，因此可以使用更大的学习率，训练也不那么敏感。训练中的统计量以滑动平均的形式保存，预测时原样使用。',
  fields: {
    momentum: { label: '动量', help: '每个新批量在滑动统计量中所占的比例：滑动值 ← (1 − m) · 滑动值 + m · 批量值。' },
    epsilon: { label: 'ε', help: '加在方差上，避免除以 0。' },
  },
});
