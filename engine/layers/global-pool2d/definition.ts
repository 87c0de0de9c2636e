// Global pooling: one number of every channel, the largest or the mean of its whole map. f32[n,h,w,c] → f32[n,c].
import { mapSize } from '../../base/shape.ts';
import { elementTiles } from '../../backends/wasm/ways/tiles.ts';
import { defineLayer, type LowerContext, neverView, noWeights } from '../layer.ts';
import { notAMap } from '../pool2d/map-problem.ts';
import { globalPoolReference } from '../../operations/global-pooling/reference.ts';

type Context = LowerContext<{ readonly operation: 'max' | 'average' }>;

/** Channels that one tile takes at a time: a cache line of them. */
const channelsPerBlock = 16;

function shared(context: Context): { numbers: Record<string, number>; tiles: number } {
  const { height, width, channels } = mapSize(context.inputShapes[0] ?? []);
  const blocks = context.batch * Math.ceil(channels / channelsPerBlock);
  return {
    numbers: { n: context.batch, cells: height * width, channels },
    tiles: Math.min(blocks, elementTiles(context.batch * height * width * channels)),
  };
}

/** i32[n,c]: the cell of the map that was largest. */
const switchesOf = (context: Context) => context.keep('switches', context.batch * (context.outputShape[0] ?? 0) * 4);

export const globalPool2d = defineLayer({
  type: 'globalPool2d',
  label: 'Global pooling',
  group: 'pooling',
  explanation:
    'Makes one number of each channel: the mean over the whole map, or its largest value. It answers “how much of this feature is there, wherever it is”, works for any image size, and replaces Flatten with its many weights at the end of modern networks.',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    operation: {
      kind: 'choice',
      label: 'Operation',
      help: 'The mean over the map, or its largest value.',
      options: [
        { value: 'average', label: 'Average' },
        { value: 'max', label: 'Maximum' },
      ],
      default: 'average',
    },
  },
  isView: neverView,
  inferShape: (_parameters, inputs) => {
    const [shape] = inputs;
    return shape === undefined || shape.length !== 3 ? notAMap('Global pooling', shape) : { shape: [mapSize(shape).channels] };
  },
  weights: noWeights,
  multiplyAdds: () => 0,
  receptiveField: () => ({ kind: 'global' }),
  fusion: { masks: true },
  forward: (context) => {
    const [x] = context.inputs;
    if (x === undefined) throw new Error('globalPool2d: no input');
    const y = context.output;
    const { numbers, tiles } = shared(context);
    if (context.parameters.operation === 'max') {
      const switches = context.training ? switchesOf(context) : y;
      context.step({
        kernel: 'globalMaxForward',
        reads: { x },
        writes: { y, switches },
        numbers: { ...numbers, keepSwitches: context.training ? 1 : 0 },
        tiles,
      });
    } else {
      context.step({ kernel: 'globalAverageForward', reads: { x }, writes: { y }, numbers, tiles });
    }
  },
  backward: (context) => {
    const dx = context.inputGradient(0);
    if (dx === undefined) return;
    const dy = context.outputGradient;
    const isRectified = context.rectified(0);
    const x = isRectified ? (context.inputs[0] ?? dx) : dx;
    const { numbers, tiles } = shared(context);
    const [kernel, reads] =
      context.parameters.operation === 'max'
        ? ['globalMaxBackward', { switches: switchesOf(context), dy, x }]
        : ['globalAverageBackward', { dy, x }];
    context.step({ kernel, reads, writes: { dx }, numbers: { ...numbers, rectified: isRectified ? 1 : 0 }, tiles });
  },
  reference: globalPoolReference,
  samples: (['average', 'max'] as const).flatMap((operation) => [
    { name: `${operation}: odd size and channels`, parameters: { operation }, inputShapes: [[5, 3, 7]], batch: 3 },
    { name: `${operation}: one example, one cell`, parameters: { operation }, inputShapes: [[1, 1, 5]], batch: 1 },
    { name: `${operation}: more channels than a block`, parameters: { operation }, inputShapes: [[7, 5, 37]], batch: 2 },
    { name: `${operation}: several tiles`, parameters: { operation }, inputShapes: [[17, 19, 22]], batch: 3 },
  ]),
});
