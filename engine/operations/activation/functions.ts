// The activation functions by name: the number each has in the kernels, and whether its slope is computed from the output
// (then the input need not be kept for the backward pass) or from the input.

export const activationFunctions = {
  relu: { code: 0, slopeFrom: 'output' },
  leakyRelu: { code: 1, slopeFrom: 'output' },
  elu: { code: 2, slopeFrom: 'output' },
  gelu: { code: 3, slopeFrom: 'input' },
  sigmoid: { code: 4, slopeFrom: 'output' },
  tanh: { code: 5, slopeFrom: 'output' },
  softplus: { code: 6, slopeFrom: 'input' },
  silu: { code: 7, slopeFrom: 'input' },
} as const;

export type ActivationName = keyof typeof activationFunctions;

/** The number of a function in the kernels. */
export const activationCode = (name: ActivationName): number => activationFunctions[name].code;
