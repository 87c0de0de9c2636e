// Add: y = x₁ + x₂ + …, value by value. Its folder also owns `addInto`, with which a plan sums the gradients of an output
// that feeds several layers.
import { formatShape, isSameShape, sizeOf } from '../../shape.ts';
import { elementTiles } from '../activation/element-tiles.ts';
import { defineLayer, neverView, noWeights } from '../layer.ts';
import { addReference } from './reference.ts';

export const add = defineLayer({
  type: 'add',
  label: 'Add',
  group: 'merge',
  explanation:
    'Adds its inputs value by value; all must have the same size. In a residual block one input is the block’s own input, so the layers between only learn what to change, and the gradient passes the sum unhindered: very deep networks become trainable.',
  inputs: { minimum: 2, maximum: 16 },
  fields: {},
  isView: neverView,
  inferShape: (_parameters, inputs) => {
    const [first = [], ...rest] = inputs;
    const other = rest.findIndex((shape) => !isSameShape(shape, first));
    if (other < 0) return { shape: first };
    return {
      problem: {
        id: 'sizes-differ',
        message: `Add needs inputs of one size: input 1 is ${formatShape(first)}, input ${other + 2} is ${formatShape(rest[other] ?? [])}. A 1×1 convolution changes channels, its stride changes height and width.`,
        expected: formatShape(first),
        received: formatShape(rest[other] ?? []),
      },
    };
  },
  weights: noWeights,
  multiplyAdds: () => 0,
  receptiveField: () => ({ kind: 'pointwise' }),
  forward: (context) => {
    const count = context.batch * sizeOf(context.outputShape);
    const [first, second, ...rest] = context.inputs;
    if (first === undefined || second === undefined) throw new Error('add: fewer than two inputs');
    const shared = { numbers: { count }, tiles: elementTiles(count) };
    context.step({ kernel: 'addForward', reads: { first, second }, writes: { y: context.output }, ...shared });
    for (const source of rest) {
      context.step({ kernel: 'addInto', reads: { source, target: context.output }, writes: { target: context.output }, ...shared });
    }
  },
  backward: (context) => {
    const count = context.batch * sizeOf(context.outputShape);
    for (let index = 0; index < context.inputs.length; index++) {
      const dx = context.inputGradient(index);
      if (dx === undefined) continue;
      context.step({
        kernel: 'addBackward',
        reads: { dy: context.outputGradient },
        writes: { dx },
        numbers: { count },
        tiles: elementTiles(count),
      });
    }
  },
  reference: addReference,
  samples: [
    {
      name: 'two maps of odd size',
      parameters: {},
      inputShapes: [
        [5, 3, 3],
        [5, 3, 3],
      ],
      batch: 2,
    },
    { name: 'three vectors, one example', parameters: {}, inputShapes: [[7], [7], [7]], batch: 1 },
    {
      name: 'more values than a tile',
      parameters: {},
      inputShapes: [
        [33, 31, 9],
        [33, 31, 9],
      ],
      batch: 1,
    },
  ],
});
