// What the loss “Cross-entropy” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '交叉熵',
  explanation:
    '网络对真实类别有多意外：−ln（它给真实类别的概率）。0 为完美；在十个类别中瞎猜的代价是 2.30。它对 logits 的梯度就是概率减去真值，即使网络自信地犯错也能继续学习。分类器的通常选择。',
  fields: {
    labelSmoothing: {
      label: '标签平滑',
      help: '从真实类别取走并均分给所有类别的确定程度，使网络不必追求无限的把握。训练损失包含它，因此永远不会降到 0；验证和评估的损失不含它。',
    },
  },
});
