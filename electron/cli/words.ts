// What the command line says in results and notes, in English. Help and the other commands' sentences are still their own.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese, chineseFit } from './words.zh.ts';

/** What --fit has done. */
export const fitTexts = defineTexts({ fitted: 'Fitted to these images: {changes}' }, chineseFit);

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
  },
  chinese,
);
