// Products, sums of positions and values at every position: one pass over memory each (kernel.as.ts).
import { sizeOf } from '../../../../base/shape.ts';
import { channelScale, multiplication, positionSpread, positionSum } from '../../../../operations/multiply/operation.ts';
import { kernelConstants } from '../../generated/kernel-constants.ts';
import { defineWay, type NumbersOf } from '../../way.ts';
import { elementTiles, rowTiles } from '../tiles.ts';

/** Channels that one tile of a sum takes at a time: a cache line of them. */
const channelsPerBlock = kernelConstants['ways/multiply/kernel'].BLOCK;

/** A map [n, …, c]. */
function mapNumbers(shape: readonly number[]): NumbersOf<'sumPositions'> {
  return { n: shape[0] ?? 1, positions: sizeOf(shape.slice(1, -1)), channels: shape.at(-1) ?? 1 };
}

export const multiplyValues = defineWay({
  name: 'elements',
  operation: multiplication,
  explanation: 'eight values at a time, one pass over memory',
  lower: ({ shape, buffer, step }) => {
    const count = sizeOf(shape('y'));
    const reads = { first: buffer('x0'), second: buffer('x1') };
    step({ kernel: 'multiplyForward', reads, writes: { y: buffer('y') }, numbers: { count }, tiles: elementTiles(count) });
  },
});

export const scaleRows = defineWay({
  name: 'rows',
  operation: channelScale,
  explanation: 'position by position, eight channels at a time',
  lower: ({ shape, buffer, step }) => {
    const numbers = mapNumbers(shape('x'));
    const reads = { x: buffer('x'), factors: buffer('factors') };
    const tiles = rowTiles(numbers.n * numbers.positions, numbers.channels);
    step({ kernel: 'scaleChannels', reads, writes: { y: buffer('y') }, numbers, tiles });
  },
});

export const sumBlocks = defineWay({
  name: 'blocks',
  operation: positionSum,
  explanation: 'eight channels at a time down all positions, in four sums',
  lower: ({ shape, buffer, step }) => {
    const numbers = mapNumbers(shape('x'));
    const blocks = numbers.n * Math.ceil(numbers.channels / channelsPerBlock);
    const tiles = Math.min(blocks, elementTiles(sizeOf(shape('x'))));
    step({ kernel: 'sumPositions', reads: { x: buffer('x') }, writes: { y: buffer('y') }, numbers, tiles });
  },
});

export const spreadRows = defineWay({
  name: 'rows',
  operation: positionSpread,
  explanation: 'position by position, all channels at once',
  lower: ({ shape, buffer, step }) => {
    const numbers = mapNumbers(shape('y'));
    const tiles = rowTiles(numbers.n * numbers.positions, numbers.channels);
    step({ kernel: 'spreadPositions', reads: { x: buffer('x') }, writes: { y: buffer('y') }, numbers, tiles });
  },
});
