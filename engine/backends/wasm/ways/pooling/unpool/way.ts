// What unpooling hands back: one pass over the windows. Unpooling itself is max pooling's gradient (max/way.ts).
import { unpoolingInput } from '../../../../../operations/pooling/unpooling.ts';
import { defineWay, flag } from '../../../way.ts';
import { rowTiles } from '../../tiles.ts';
import { planeMisfit, planeNumbers, planeOf } from '../plane.ts';

export const unpoolingBackward = defineWay({
  name: 'windows',
  operation: unpoolingInput,
  explanation: 'window by window, four channels at a time',
  misfit: (context) => planeMisfit(context.attributes.axes),
  lower: ({ attributes, shape, buffer, carried, step }) => {
    const plane = planeOf(attributes.axes, shape('dy'));
    const { n, channels, rows, columns } = plane;
    const dx = buffer('dx');
    step({
      kernel: 'unpoolBackward',
      reads: { switches: buffer('switches'), dy: buffer('dy'), x: carried.mask ?? dx },
      writes: { dx },
      numbers: { ...planeNumbers(plane), rectified: flag(carried.mask) },
      tiles: rowTiles(n * rows.output, columns.output * channels * rows.size),
    });
  },
});
