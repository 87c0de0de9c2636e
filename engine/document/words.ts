// What is wrong with a document as a file, in English.

export const words = {
  problems: {
    'unknown-type': { message: 'There is no “{type}” here; a newer version of Receptive may have it.', received: '{type}' },
    'not-a-network': { message: 'This is not a Receptive network.', expected: '"format": "{format}"', received: '{received}' },
    'unknown-version': {
      message: 'This network was written by another version of Receptive.',
      expected: 'version {version}',
      received: '{received}',
    },
    'duplicate-id': { message: '{kind, select, node {Two nodes are called “{name}”.} other {Two edges are called “{name}”.}}' },
    'unknown-node': { message: 'There is no node “{name}”.' },
  },
  phrases: {
    'no-format': 'no format',
    'no-version': 'no version',
  },
} as const;
