// What every room says, in English: lines of a terminal, and what a validator expected and found. `words.zh.ts` has it in Chinese.

const notAsItMust = {
  message: '{isUnknown, select, true {{path} has a field that does not belong there} other {{path} is not as it must be}}',
  expected: '{expected}',
  received: '{received}',
} as const;

export const words = {
  problems: {
    'invalid-file': notAsItMust,
    'model-structure': notAsItMust,
    'more-problems': { message: '{count, plural, one {# more problem} other {# more problems}} of this kind follow' },
    'not-json': { message: 'This is not JSON', expected: 'JSON', received: '{received}' },
  },
  phrases: {
    diagnostic: '{severity, select, error {error} other {warning}} {id}: {message}',
    'diagnostic-at': '{severity, select, error {error} other {warning}} {id} at {place}: {message}',
    'expected-part': 'expected {text}',
    'received-part': 'received {text}',
    'fix-part': 'fix: {text}',
    'with-images-of': 'With images of {size}: {problem}',
    'label-with-id': '{label} ({id})',
    'exact-bytes': '{short} ({exact} bytes)',
    'the-file': 'the file',
    nothing: 'nothing',
    none: 'none',
    shortened: '{text}… ({count, plural, one {# character} other {# characters}})',
    'a-list-of': 'a list of {count}',
    'an-object': 'an object',
    'a-number': 'a number',
    'a-whole-number': 'a whole number',
    'a-text': 'text',
    'a-list': 'a list',
    'a-switch': 'true or false',
    'a-value': 'a value',
    'only-known-fields': 'only the fields of the format',
    'at-least': '{what, select, text {at least {limit} characters} list {at least {limit} entries} other {a number of at least {limit}}}',
    'at-most': '{what, select, text {at most {limit} characters} list {at most {limit} entries} other {a number of at most {limit}}}',
    above: 'a number above {limit}',
    below: 'a number below {limit}',
    'characters-of-an-id': '1 to 64 letters, digits, - or _',
    'characters-of-a-port': '1 to 32 letters or digits',
    'characters-of-a-checksum': '64 hexadecimal digits',
  },
} as const;
