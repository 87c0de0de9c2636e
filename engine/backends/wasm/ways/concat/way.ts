// Channels one behind the other: a step a part copies its rows into their place, or out of it.
import { sizeOf } from '../../../../base/shape.ts';
import { concatenation, placement, slicing } from '../../../../operations/concat/operation.ts';
import { defineWay } from '../../way.ts';
import { rowTiles } from '../tiles.ts';

/** Rows of `part` at channel `offset` of rows of `total`. */
function placeOf(part: readonly number[], whole: readonly number[], offset: number) {
  const [channels, total] = [part.at(-1) ?? 1, whole.at(-1) ?? 1];
  const rows = sizeOf(part) / channels;
  return { numbers: { rows, channels, total, offset }, tiles: rowTiles(rows, channels) };
}

export const concatenateRows = defineWay({
  name: 'rows',
  operation: concatenation,
  explanation: 'part by part, row by row',
  lower: ({ node, shape, buffer, step }) => {
    const y = buffer('y');
    let offset = 0;
    for (const name of Object.keys(node.operands)) {
      const { numbers, tiles } = placeOf(shape(name), shape('y'), offset);
      step({ kernel: 'concatForward', reads: { x: buffer(name) }, writes: { y }, numbers, tiles });
      offset += numbers.channels;
    }
  },
});

export const sliceRows = defineWay({
  name: 'rows',
  operation: slicing,
  explanation: 'row by row',
  lower: ({ attributes, shape, buffer, step }) => {
    const place = placeOf(shape('y'), shape('x'), attributes.offset);
    step({ kernel: 'concatBackward', reads: { dy: buffer('x') }, writes: { dx: buffer('y') }, ...place });
  },
});

export const placeRows = defineWay({
  name: 'rows',
  operation: placement,
  explanation: 'row by row, zeros around',
  lower: ({ attributes, shape, buffer, step }) => {
    const { numbers } = placeOf(shape('x'), shape('y'), attributes.offset);
    const tiles = rowTiles(numbers.rows, numbers.total);
    step({ kernel: 'placeChannels', reads: { x: buffer('x') }, writes: { y: buffer('y') }, numbers, tiles });
  },
});
