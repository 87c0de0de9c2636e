// Means of windows, one pass over memory.
import { averagePooling, averagePoolingInput } from '../../../../../operations/pooling/operation.ts';
import { defineWay, flag } from '../../../way.ts';
import { rowTiles } from '../../tiles.ts';
import { countedExtents, planeMisfit, planeNumbers, planeOf } from '../plane.ts';

export const averagePoolingForward = defineWay({
  name: 'windows',
  operation: averagePooling,
  explanation: 'window by window, four channels at a time; 2×2 windows in registers',
  misfit: (context) => planeMisfit(context.attributes.axes),
  lower: ({ attributes, shape, buffer, carried, step }) => {
    const plane = planeOf(attributes.axes, shape('x'));
    const { n, channels, rows, columns } = plane;
    step({
      kernel: 'pool2dAverageForward',
      reads: { x: buffer('x') },
      writes: { y: buffer('y') },
      numbers: { ...planeNumbers(plane), ...countedExtents(plane, attributes.countPadding), rectify: flag(carried.rectify) },
      tiles: rowTiles(n * rows.output, columns.output * channels * rows.size),
    });
  },
});

export const averagePoolingBackward = defineWay({
  name: 'windows',
  operation: averagePoolingInput,
  explanation: 'each value gathers its shares, four channels at a time; 2×2 windows row by row',
  misfit: (context) => planeMisfit(context.attributes.axes),
  lower: ({ attributes, shape, buffer, carried, step }) => {
    const plane = planeOf(attributes.axes, shape('dx'));
    const { n, height, width, channels } = plane;
    const dx = buffer('dx');
    step({
      kernel: 'pool2dAverageBackward',
      reads: { dy: buffer('dy'), x: carried.mask ?? dx },
      writes: { dx },
      numbers: { ...planeNumbers(plane), ...countedExtents(plane, attributes.countPadding), rectified: flag(carried.mask) },
      tiles: rowTiles(n * height, width * channels),
    });
  },
});
