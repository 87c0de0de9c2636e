// Maxima and means of whole maps: sixteen channels at a time down all cells (kernel.as.ts).
import { sizeOf } from '../../../../base/shape.ts';
import {
  globalAveragePooling,
  globalAveragePoolingInput,
  globalMaxPooling,
  globalMaxPoolingInput,
} from '../../../../operations/global-pooling/operation.ts';
import { kernelConstants } from '../../generated/kernel-constants.ts';
import { defineWay, flag, type NumbersOf } from '../../way.ts';
import { elementTiles } from '../tiles.ts';

/** Channels that one tile takes at a time: a cache line of them. */
const channelsPerBlock = kernelConstants['ways/global-pooling/kernel'].BLOCK;
const explanation = 'sixteen channels at a time down all positions';

/** What both passes of both operations are told of a map [n, …, c]. */
function shared(map: readonly number[]): { numbers: NumbersOf<'globalAverageForward'>; tiles: number } {
  const [n = 1, channels = 1] = [map[0], map.at(-1)];
  const blocks = n * Math.ceil(channels / channelsPerBlock);
  return { numbers: { n, cells: sizeOf(map.slice(1, -1)), channels }, tiles: Math.min(blocks, elementTiles(sizeOf(map))) };
}

export const globalMaxForward = defineWay({
  name: 'blocks',
  operation: globalMaxPooling,
  explanation,
  lower: ({ shape, has, buffer, step }) => {
    const { numbers, tiles } = shared(shape('x'));
    const y = buffer('y');
    const keepsSwitches = has('switches');
    const writes = { y, switches: keepsSwitches ? buffer('switches') : y };
    step({
      kernel: 'globalMaxForward',
      reads: { x: buffer('x') },
      writes,
      numbers: { ...numbers, keepSwitches: flag(keepsSwitches) },
      tiles,
    });
  },
});

export const globalMaxBackward = defineWay({
  name: 'blocks',
  operation: globalMaxPoolingInput,
  explanation,
  lower: ({ shape, buffer, carried, step }) => {
    const { numbers, tiles } = shared(shape('dx'));
    const dx = buffer('dx');
    const reads = { switches: buffer('switches'), dy: buffer('dy'), x: carried.mask ?? dx };
    step({ kernel: 'globalMaxBackward', reads, writes: { dx }, numbers: { ...numbers, rectified: flag(carried.mask) }, tiles });
  },
});

export const globalAverageForward = defineWay({
  name: 'blocks',
  operation: globalAveragePooling,
  explanation,
  lower: ({ shape, buffer, step }) => {
    step({ kernel: 'globalAverageForward', reads: { x: buffer('x') }, writes: { y: buffer('y') }, ...shared(shape('x')) });
  },
});

export const globalAverageBackward = defineWay({
  name: 'blocks',
  operation: globalAveragePoolingInput,
  explanation,
  lower: ({ shape, buffer, carried, step }) => {
    const { numbers, tiles } = shared(shape('dx'));
    const dx = buffer('dx');
    const reads = { dy: buffer('dy'), x: carried.mask ?? dx };
    step({ kernel: 'globalAverageBackward', reads, writes: { dx }, numbers: { ...numbers, rectified: flag(carried.mask) }, tiles });
  },
});
