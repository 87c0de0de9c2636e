// The activation functions by name: the number each has in the kernels, whether its slope is computed from the output
// (then the input need not be kept for the backward pass) or from the input, and the words for the form.

export const activationFunctions = {
  relu: { code: 0, slopeFrom: 'output', label: 'ReLU: max(0, x)' },
  leakyRelu: { code: 1, slopeFrom: 'output', label: 'Leaky ReLU: x, or slope · x below 0' },
  elu: { code: 2, slopeFrom: 'output', label: 'ELU: x, or α (eˣ − 1) below 0' },
  gelu: { code: 3, slopeFrom: 'input', label: 'GELU: x · Φ(x)' },
  sigmoid: { code: 4, slopeFrom: 'output', label: 'Sigmoid: 1 / (1 + e⁻ˣ)' },
  tanh: { code: 5, slopeFrom: 'output', label: 'Tanh' },
  softplus: { code: 6, slopeFrom: 'input', label: 'Softplus: ln(1 + eˣ)' },
  silu: { code: 7, slopeFrom: 'input', label: 'SiLU (swish): x / (1 + e⁻ˣ)' },
} as const;

export type ActivationName = keyof typeof activationFunctions;

/** The number of a function in the kernels. */
export const activationCode = (name: ActivationName): number => activationFunctions[name].code;
