// What the loss “Binary cross-entropy” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Binary cross-entropy',
  explanation:
    'How surprised the network is by each value, read as a probability: −t ln p − (1 − t) ln(1 − p). Wants values from 0 to 1, as a sigmoid gives them, and punishes sure mistakes hard. The usual choice for black-and-white images.',
  fields: {},
};
