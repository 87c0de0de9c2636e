// What is wrong with a network as it is drawn, in English.

export const words = {
  problems: {
    'no-input': { message: 'The network has no Input.', expected: 'one Input layer', received: 'none' },
    'no-output': { message: 'The network has no output.', expected: 'a Classification or a Reconstruction output', received: 'none' },
    'several-inputs': { message: 'The network has more than one Input.', expected: 'one Input', received: '{count}' },
    'several-outputs': {
      message: 'The network has more than one Classification output.',
      expected: 'one Classification output',
      received: '{count}',
    },
    cycle: {
      message: 'This connection closes a circle: the layer would need its own output.',
      expected: 'data that flows one way',
      received: '{source} → {target} → … → {source}',
    },
    'missing-input': {
      message: '{node} has nothing to work on.',
      expected: '{minimum, plural, one {an input} other {at least # inputs}}',
      received: '{count, plural, =0 {none} other {#}}',
    },
    'missing-named-input': {
      message: '{node} takes {total, plural, one {# input} other {# inputs}}, and nothing comes into {missing}.',
      expected: '{missing}',
      received: '{present} of {total, plural, one {# input} other {# inputs}}',
    },
    'surplus-input': {
      message: '{node} takes {maximum, plural, =0 {no input} one {one input} other {# inputs}}.',
      expected: '{maximum, plural, other {#}}',
      received: '{count}',
    },
    unconnected: {
      message: 'What {node} computes never reaches an output.',
      expected: 'a path from the Input through this layer to an output',
      received: 'no path to an output',
    },
    'cut-off': {
      message: '{node} is connected to nothing that matters.',
      expected: 'a path from the Input through this layer to an output',
      received: 'no path at all',
    },
    'not-the-image': {
      message: 'What is held against the image has another size than the image.',
      expected: '{expected}',
      received: '{received}',
    },
    'step-too-large': {
      message:
        'A training step would need at least {total}; this layer alone {weights} for weights and {outputs} for its outputs. Make it smaller, pool earlier, or lower the batch size{isBatch, select, true { ({batch} now; try {smaller})} other {}}.',
      expected: 'at most {limit}',
      received: '{total}',
    },
    'batch-too-small': {
      message: '{layer} of an input of {shape} has nothing to compare an image with in a batch of {batch}: nothing would be learnt.',
      expected: 'batches of at least {needed} images',
      received: 'a batch size of {batchSize}',
    },
    'images-too-few': {
      message: '{layer} of an input of {shape} has nothing to compare an image with in a batch of {batch}: nothing would be learnt.',
      expected: 'at least {needed} training images',
      received: '{images}',
    },
    'no-such-output': { message: '{node} has no output “{port}”.', expected: '{known}', received: '{port}' },
    'no-such-input': { message: '{node} has no input “{port}”.', expected: '{known}', received: '{port}' },
    'input-taken': { message: 'Two connections end at “{port}” of {node}.', expected: 'one', received: 'two' },
    'other-kind-of-values': {
      message: '{port} of {node} takes {wanted}, and {given} come in.',
      expected: '{wanted}',
      received: '{given}',
    },
    'output-carries-nothing': {
      message: '“{port}” of {node} carries nothing as {node} is set.',
      expected: '{field}: {wanted}',
      received: '{field}: {found}',
    },
    'owner-without-weights': {
      message: '{node} uses the weights of {owner}, which has none yet.',
      expected: 'a layer with weights',
      received: 'none',
    },
    'owner-is-itself': {
      message: '{owner} has no weights of its own to share.',
      expected: 'a layer that uses its own weights',
      received: 'itself',
    },
    'owner-uses-others': {
      message: '{owner} has no weights of its own to share.',
      expected: 'a layer that uses its own weights',
      received: 'one that uses those of {other}',
    },
    'shared-state': {
      message: '{layer} keeps statistics of what passes through; two places would mix theirs.',
      expected: 'a layer without running statistics',
      received: '{layer}',
    },
    'shared-weights': { message: 'The weights of {owner} do not fit {node}.', expected: '{expected}', received: '{received}' },
    'frozen-share': {
      message: '{node} is frozen, and the weights it uses are not: they are those of {owner}, which learns.',
      expected: '{owner} frozen as well',
      received: 'one of two frozen',
    },
    'size-dependent-weights': {
      message: '{layer} ({node}) would need other {weight} for every size of image. Pool to a size that is always the same in front of it.',
      expected: '{weight} of {shape} for all sizes',
      received: '{shape} for images of {smallest}, {there} for {size}',
    },
  },
  fixes: {
    'add-layer': 'Add {layer}',
    'remove-layer': 'Remove {node}',
    'remove-connection': 'Remove this connection',
    'connect-output': 'Connect {port} of {node}',
    connect: 'Connect {node}',
    'connect-instead': 'Connect {source} instead of {passed}',
    'set-choice': 'Set {field} to {value}',
    'own-weights': 'Give {node} weights of its own',
    'use-weights': 'Use the weights of {node}',
    freeze: 'Freeze {node}',
    'set-batch-size': 'Set batch size to {size}',
    'set-step': 'Set step to {step}',
    'pool-any-globally': 'Insert global pooling (any size → {channels})',
    'pool-any': 'Insert adaptive pooling (any size → {shape})',
  },
  phrases: {
    values: 'values',
    positions: 'positions',
    bytes: 'bytes',
    'an-input': 'An input',
    quoted: '“{text}”',
    'port-with-kind': '“{port}” ({kind})',
    'no-name': 'no name',
    'weight-shape': '{name} {shape}',
    'any-shape': '{channels, select, none {any} other {any×any×{channels}}}',
  },
} as const;
