// What the layer “Activation” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '激活函数',
  synonyms: '激活, 非线性',
  explanation:
    '对每个值施加同一个函数：探测级，决定什么算作“找到了”。没有它，多层卷积会合并成一层，因为和的和仍是和。ReLU 保留正值，速度最快，是通常的选择。平滑的函数（GELU、SiLU、ELU）让负值一侧也通过少许，使单元不会永远沉默。',
  fields: {
    function: {
      label: '函数',
      help: '施加于每个值的函数。',
      options: {
        relu: 'ReLU：max(0, x)',
        leakyRelu: 'Leaky ReLU：x，小于 0 时为 斜率 · x',
        elu: 'ELU：x，小于 0 时为 α (eˣ − 1)',
        gelu: 'GELU：x · Φ(x)',
        sigmoid: 'Sigmoid：1 / (1 + e⁻ˣ)',
        tanh: 'Tanh',
        softplus: 'Softplus：ln(1 + eˣ)',
        silu: 'SiLU（swish）：x / (1 + e⁻ˣ)',
      },
    },
    slope: { label: '负半轴斜率', help: '负值所乘的系数。' },
    alpha: { label: 'α', help: 'x 远小于 0 时函数趋近 −α。' },
  },
});
