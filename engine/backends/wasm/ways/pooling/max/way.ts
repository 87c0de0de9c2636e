// Maxima of windows, one pass over memory; the winners' positions are kept where somebody reads them.
import { maxPooling, maxPoolingInput } from '../../../../../operations/pooling/operation.ts';
import { defineWay, flag } from '../../../way.ts';
import { rowTiles } from '../../tiles.ts';
import { planeMisfit, planeNumbers, planeOf } from '../plane.ts';

export const maxPoolingForward = defineWay({
  name: 'windows',
  operation: maxPooling,
  explanation: 'window by window, four channels at a time; 2×2 and 3×3 windows in registers',
  misfit: (context) => planeMisfit(context.attributes.axes),
  lower: ({ attributes, shape, has, buffer, carried, step }) => {
    const plane = planeOf(attributes.axes, shape('x'));
    const { n, channels, rows, columns } = plane;
    const y = buffer('y');
    const keepsSwitches = has('switches');
    step({
      kernel: 'pool2dMaxForward',
      reads: { x: buffer('x') },
      writes: { y, switches: keepsSwitches ? buffer('switches') : y },
      numbers: { ...planeNumbers(plane), keepSwitches: flag(keepsSwitches), rectify: flag(carried.rectify) },
      tiles: rowTiles(n * rows.output, columns.output * channels * rows.size),
    });
  },
});

export const maxPoolingBackward = defineWay({
  name: 'windows',
  operation: maxPoolingInput,
  explanation: 'each value gathers what it won, four channels at a time; 2×2 and 3×3 windows row by row',
  misfit: (context) => planeMisfit(context.attributes.axes),
  lower: ({ attributes, shape, has, buffer, step }) => {
    const plane = planeOf(attributes.axes, shape('dx'));
    const { n, height, width, channels } = plane;
    const dy = buffer('dy');
    const rectified = has('y');
    step({
      kernel: 'pool2dMaxBackward',
      reads: { switches: buffer('switches'), y: rectified ? buffer('y') : dy, dy },
      writes: { dx: buffer('dx') },
      numbers: { ...planeNumbers(plane), rectified: flag(rectified) },
      tiles: rowTiles(n * height, width * channels),
    });
  },
});
