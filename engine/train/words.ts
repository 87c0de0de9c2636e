// Why a training run is refused, in English.

export const words = {
  problems: {
    'nothing-to-train': {
      message: 'No layer of this network has weights: there is nothing to train.',
      expected: 'at least one layer whose weights may change',
      received: 'none with weights',
    },
    'all-frozen': {
      message: 'All layers with weights are frozen.',
      expected: 'at least one layer whose weights may change',
      received: '{count} frozen',
    },
  },
  fixes: { 'let-learn': 'Let {node} learn' },
} as const;
