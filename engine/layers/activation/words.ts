// What the layer “Activation” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Activation',
  synonyms: 'relu, tanh, sigmoid, nonlinearity, non-linearity, detector, act',
  explanation:
    'Applies one function to every value: the detector stage, which decides what counts as “found”. Without it, layers of convolutions would collapse into a single one, for a sum of sums is a sum. ReLU keeps what is positive; it is the fastest and the usual choice. The smooth ones (GELU, SiLU, ELU) let a little of the negative side through, so that no unit falls silent for good.',
  fields: {
    function: {
      label: 'Function',
      help: 'What is applied to every value.',
      options: {
        relu: 'ReLU: max(0, x)',
        leakyRelu: 'Leaky ReLU: x, or slope · x below 0',
        elu: 'ELU: x, or α (eˣ − 1) below 0',
        gelu: 'GELU: x · Φ(x)',
        sigmoid: 'Sigmoid: 1 / (1 + e⁻ˣ)',
        tanh: 'Tanh',
        softplus: 'Softplus: ln(1 + eˣ)',
        silu: 'SiLU (swish): x / (1 + e⁻ˣ)',
      },
    },
    slope: { label: 'Negative slope', help: 'The factor on negative values.' },
    alpha: { label: 'α', help: 'Far below 0 the function approaches −α.' },
  },
};
