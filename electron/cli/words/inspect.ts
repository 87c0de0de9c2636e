// What `inspect` says, in English. The explanations of operations and ways are the engine's, and are not translated yet.
import { defineTexts } from '../../../engine/words/texts.ts';
import { chinese } from './inspect.zh.ts';

export const inspectTexts = defineTexts(
  {
    layer: 'layer',
    type: 'type',
    output: 'output',
    parameters: 'parameters',
    multiplyAdds: 'multiply–adds',
    totals:
      '{layers, plural, one {# layer} other {# layers}}, {parameters, plural, one {# parameter} other {# parameters}} ({weights}), {multiplyAdds} multiply–adds an image',
    nothingToTrain: 'nothing to train: no layer has weights that are not frozen',
    memoryToTrain: 'memory to train in batches of {batch}: arena {arena}, live at the widest step {live}',
    memoryToPredict: 'memory to predict: arena {arena}, live at the widest step {live}',
    imagesFrom: 'images: of any size from {size} on, as far as layers and weights go',
    imagesOf: 'images: of {size}, since weights depend on their size',
    frozen: 'frozen',
    weightsOf: 'weights of {node}',
    notes: ' ({notes})',
  },
  chinese.network,
);

/** Of --operations and --ways. */
export const programTexts = defineTexts(
  {
    input: 'Images in',
    forward: 'Forward: from the images to the last layer',
    loss: 'Loss: how wrong the answers are, and in which direction',
    score: 'Scores: what else is told of the answers',
    backward: 'Backward: gradients of the loss, from the last layer to the first',
    update: 'Update: the weights that decay are one run of numbers, the others another',
    operationsIntroduction:
      'One training step on {images, plural, one {# image} other {# images}}: {operations, plural, one {# operation} other {# operations}}, {multiplyAdds} multiply–adds. A line: size of the result (the batch first),\nmultiply–adds, what is computed. x.gradient is the gradient of the loss with respect to x, x.gradient.b the part of it that comes\nthrough layer b. What has a star is changed in place, too.',
    view: '{operation} (seen differently: nothing is computed)',
    operationsGlossary: 'What the operations are',
    rewritten: 'Rewritten, because the result is the same and costs less',
    layer: 'layer',
    operation: 'operation',
    way: 'way',
    cost: 'cost',
    others: 'others',
    waysIntroduction:
      'How this machine computes one training step on {images, plural, one {# image} other {# images}}. Where an operation can be computed in several ways, the cheapest that\nfits is taken: a cost is about as many multiply–adds as would take as long by the definition, and behind another way stands how many\ntimes as much it would cost, or why it does not fit.',
    waysGlossary: 'What the ways are',
  },
  chinese.program,
);
