// Softmax and its gradient, row by row (kernel.as.ts, backward/kernel.as.ts): rows are never split, so that no sum depends on a cut.
import { softmax, softmaxGradient } from '../../../../operations/softmax/operation.ts';
import { defineWay } from '../../way.ts';
import { rowTiles } from '../tiles.ts';

/** Numbers and tiles of rows of classes. */
const cut = ([n = 1, classes = 1]: readonly number[]) => ({ numbers: { n, classes }, tiles: rowTiles(n, classes * 4) });

export const softmaxForward = defineWay({
  name: 'rows',
  operation: softmax,
  explanation: 'three passes over a row that stays in the cache',
  lower: ({ shape, buffer, step }) =>
    step({ kernel: 'softmaxForward', reads: { x: buffer('x') }, writes: { y: buffer('y') }, ...cut(shape('x')) }),
});

export const softmaxBackward = defineWay({
  name: 'rows',
  operation: softmaxGradient,
  explanation: 'two passes over a row that stays in the cache',
  lower: ({ shape, buffer, step }) =>
    step({ kernel: 'softmaxBackward', reads: { y: buffer('y'), dy: buffer('dy') }, writes: { dx: buffer('dx') }, ...cut(shape('y')) }),
});
