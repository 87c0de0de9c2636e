// What the inspector says, in English.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese, chineseWanted } from './words.zh.ts';

export const inspectorTexts = defineTexts(
  {
    weights: 'Weights',
    frozen: 'Frozen',
    frozenHelp: 'Training leaves these weights as they are, and running statistics too; the layers around go on learning.',
    weightsOf: 'Weights of',
    weightsOfHelp: 'Uses the same weights as another layer of this type and size; both learn them together.',
    thisLayer: 'this layer',
    inspector: 'Inspector',
    layersSelected: '{count, plural, one {# layer} other {# layers}} selected',
    connectionsSelected: '{count, plural, one {# connection} other {# connections}} selected',
    name: 'Name of the layer',
    problems: 'Problems',
    problemCount: 'Problems ({count})',
    parameters: 'Parameters',
    sizes: 'Sizes',
    input: '{count, plural, one {Input} other {Inputs}}',
    inputOf: 'Input: {port}',
    output: 'Output',
    outputOf: 'Output: {port}',
    multiplyAdds: 'Multiply–adds',
    unknown: 'unknown',
    network: 'Network',
    layers: 'Layers',
    multiplyAddsPerImage: 'Multiply–adds per image',
    showLayer: 'Show {layer}',
    showConnection: 'Show the connection',
    training: 'Training',
    optimizer: 'Optimizer',
    schedule: 'Schedule',
    images: 'Images',
    background: 'Background',
    backgroundHelp: 'Under transparency, and around images that are contained.',
    height: '{field}, height',
    width: '{field}, width',
    side: '{field}, {side}',
  },
  chinese,
);

/** What a field takes, where something else was typed. */
export const wantedTexts = defineTexts(
  {
    integer: 'Expected a whole number from {minimum} to {maximum}',
    pair: 'Expected two whole numbers from {minimum} to {maximum}',
    number: 'Expected a number from {minimum} to {maximum}',
    padding: 'Expected whole numbers of 0 or more',
    choice: 'Expected one of the choices',
  },
  chineseWanted,
);
