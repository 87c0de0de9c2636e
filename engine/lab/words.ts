// Why something can't be measured in a network, in English.

export const words = {
  problems: {
    'unknown-layer': { message: 'The network has no layer “{node}”.', expected: '{known}', received: '{node}' },
    'unknown-port': { message: '{node} has no output “{port}”.', expected: '{known}', received: '{port}' },
    'no-gradient': {
      message: '“{port}” of {node} are positions, which change in jumps: they have no gradient.',
      expected: 'values',
      received: 'positions',
    },
    'no-such-unit': {
      message: '{node} puts out {shape}, and counting starts at 0.',
      expected: '{isMap, select, true {row, column, channel} other {one number}}: at most {most}',
      received: '{place}',
    },
  },
} as const;
