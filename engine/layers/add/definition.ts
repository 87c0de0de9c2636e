// Add: y = x₁ + x₂ + …, value by value. Its folder also owns `addInto`, with which a plan sums the gradients of an output
// that feeds several layers.
import { formatShape, isSameShape, sizeOf } from '../../base/shape.ts';
import { elementTiles } from '../../backends/wasm/ways/tiles.ts';
import { defineLayer, neverView, noWeights } from '../layer.ts';
import { fixMerge } from '../merge-fix.ts';
import { addReference } from '../../operations/add/reference.ts';

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
    const insertBefore = fixMerge(inputs, other + 1, first);
    return {
      problem: {
        id: 'sizes-differ',
        message: `Add needs inputs of one size: input 1 is ${formatShape(first)}, input ${other + 2} is ${formatShape(rest[other] ?? [])}. A 1×1 convolution changes channels, its stride changes height and width.`,
        expected: formatShape(first),
        received: formatShape(rest[other] ?? []),
        input: other + 1,
        ...(insertBefore ? { insertBefore } : {}),
      },
    };
  },
  weights: noWeights,
  multiplyAdds: () => 0,
  receptiveField: () => ({ kind: 'pointwise' }),
  fusion: { isSum: true, rectifies: true },
  forward: (context) => {
    const count = context.batch * sizeOf(context.outputShape);
    const [first, second, ...rest] = context.inputs;
    if (first === undefined || second === undefined) throw new Error('add: fewer than two inputs');
    const rectify = context.rectify ? 1 : 0;
    const tiles = elementTiles(count);
    const isPair = rest.length === 0;
    context.step({
      kernel: 'addForward',
      reads: { first, second },
      writes: { y: context.output },
      numbers: { count, rectify: isPair ? rectify : 0 },
      tiles,
    });
    rest.forEach((source, index) => {
      context.step({
        kernel: 'addInto',
        reads: { source, x: source },
        writes: { target: context.output },
        numbers: { count, rectify: index === rest.length - 1 ? rectify : 0, rectified: 0 },
        tiles,
      });
    });
  },
  backward: (context) => {
    for (let index = 0; index < context.inputs.length; index++) context.passGradient(index);
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
