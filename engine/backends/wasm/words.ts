// What the WebAssembly backend refuses, in English.

export const words = {
  problems: {
    'too-large': {
      message:
        'Weights, gradients and the outputs of one batch do not fit: {lasting} stay for the whole run and {passing} for a step. Lower the batch size, pool earlier, or make the largest layer smaller.',
      expected: 'at most {limit}',
      received: '{total}',
    },
  },
} as const;
