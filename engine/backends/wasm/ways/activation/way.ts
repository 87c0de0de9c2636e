// Functions of single values: one pass over memory (kernel.as.ts).

import { sizeOf } from '../../../../base/shape.ts';
import { activationCode } from '../../../../operations/activation/functions.ts';
import { activation, activationGradient } from '../../../../operations/activation/operation.ts';
import { defineWay } from '../../way.ts';
import { elementTiles } from '../tiles.ts';

export const activationForward = defineWay({
  name: 'elements',
  operation: activation,
  explanation: 'four values at a time, one pass over memory',
  lower: ({ attributes, shape, buffer, step }) => {
    const count = sizeOf(shape('x'));
    const numbers = { count, function: activationCode(attributes.function), alpha: attributes.alpha };
    step({ kernel: 'activationForward', reads: { x: buffer('x') }, writes: { y: buffer('y') }, numbers, tiles: elementTiles(count) });
  },
});

export const activationBackward = defineWay({
  name: 'elements',
  operation: activationGradient,
  explanation: 'four values at a time, one pass over memory',
  lower: ({ attributes, shape, buffer, step }) => {
    const count = sizeOf(shape('dy'));
    const reads = { value: buffer('value'), dy: buffer('dy') };
    const numbers = { count, function: activationCode(attributes.function), alpha: attributes.alpha };
    step({ kernel: 'activationBackward', reads, writes: { dx: buffer('dx') }, numbers, tiles: elementTiles(count) });
  },
});
