// Dropout: in training y = x · mask / (1 − rate), otherwise y = x. The mask is never stored: it follows from the node's
// key, the number of the update and the value's index, so the backward pass computes it again and no worker count shows.
import { sizeOf } from '../../base/shape.ts';
import { elementTiles } from '../../backends/wasm/ways/tiles.ts';
import { type BufferHandle, defineLayer, type LowerContext, noWeights } from '../layer.ts';
import { dropoutReference } from '../../operations/dropout/reference.ts';

function mask(context: LowerContext<{ readonly rate: number }>, source: BufferHandle | undefined, target: BufferHandle): void {
  if (source === undefined) throw new Error('dropout: no input');
  const count = context.batch * sizeOf(context.outputShape);
  const rate = context.training ? context.parameters.rate : 0;
  context.step({
    kernel: 'dropoutMask',
    reads: { source, hyperparameters: context.hyperparameters },
    writes: { target },
    // 32-bit patterns are handed over as signed integers; a value is dropped where its random bits are below the threshold.
    numbers: { count, key: context.key | 0, threshold: Math.round(rate * 4294967296) | 0, scale: 1 / (1 - rate) },
    tiles: elementTiles(count),
  });
}

export const dropout = defineLayer({
  type: 'dropout',
  label: 'Dropout',
  group: 'regularisation',
  explanation:
    'While training, each value is set to 0 with this probability, anew for every image, and the others grow by 1 / (1 − rate) so that the expected sum stays. No unit can rely on one particular other unit, which keeps a network from learning the training images by heart. Outside training it does nothing.',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    rate: { kind: 'number', label: 'Rate', help: 'The share of values set to 0 while training.', minimum: 0, maximum: 0.95, default: 0.5 },
  },
  isView: (parameters, training) => !training || parameters.rate === 0,
  inferShape: (_parameters, inputs) => ({ shape: inputs[0] ?? [] }),
  weights: noWeights,
  multiplyAdds: () => 0,
  receptiveField: () => ({ kind: 'pointwise' }),
  fusion: { backwardInPlace: true },
  forward: (context) => mask(context, context.inputs[0], context.output),
  backward: (context) => {
    const dx = context.inputGradient(0);
    if (dx !== undefined) mask(context, context.outputGradient, dx);
  },
  reference: dropoutReference,
  samples: [
    { name: 'half of a vector', parameters: { rate: 0.5 }, inputShapes: [[37]], batch: 3 },
    { name: 'a map of odd size, one example', parameters: { rate: 0.2 }, inputShapes: [[5, 3, 3]], batch: 1 },
    { name: 'more values than a tile', parameters: { rate: 0.9 }, inputShapes: [[33, 31, 9]], batch: 1 },
  ],
});
