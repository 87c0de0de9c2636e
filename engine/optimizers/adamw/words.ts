// What the optimizer “AdamW” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.
import { words as adamWords } from '../adam/words.ts';
import { spared } from '../words.ts';

export const words = {
  label: 'AdamW',
  explanation:
    'Adam with weight decay done right: the weights shrink by the same share at every step, whatever their gradients. In Adam decay is divided like a gradient, so the weights that need it most get least of it. A good first choice for larger networks.',
  fields: {
    ...adamWords.fields,
    weightDecay: {
      label: 'Weight decay',
      help: `The kernels of convolutions and the matrices of dense layers shrink by this share times the learning rate at every step. ${spared}`,
    },
  },
};
