// Maxima and means over a grid of windows of a map of any size (kernel.as.ts); a map of one axis is one of height 1.
import {
  adaptiveAveragePooling,
  adaptiveAveragePoolingInput,
  adaptiveMaxPooling,
  adaptiveMaxPoolingInput,
} from '../../../../operations/adaptive-pooling/operation.ts';
import { defineWay, flag } from '../../way.ts';
import { rowTiles } from '../tiles.ts';

const forward = 'window by window, four channels at a time';
const backward = 'each value gathers from the windows over it, four channels at a time';

const sizesOf = (shape: readonly number[]): [number, number, number] => {
  const [height = 1, width = 1, channels = 1] = shape.length < 4 ? [1, ...shape.slice(1)] : shape.slice(1);
  return [height, width, channels];
};

/** What both passes are told of a map and the result of its windows, and how many values a row of each has. */
function gridOf(map: readonly number[], windows: readonly number[]) {
  const [height, width, channels] = sizesOf(map);
  const [outHeight, outWidth] = sizesOf(windows);
  const n = map[0] ?? 1;
  return {
    numbers: { n, height, width, channels, outHeight, outWidth },
    forwardTiles: rowTiles(n * outHeight, Math.ceil(height / outHeight) * width * channels),
    backwardTiles: rowTiles(n * height, width * channels),
  };
}

const misfitOf = (shape: readonly number[]): string | undefined => (shape.length > 4 ? 'three axes' : undefined);

export const adaptiveMaxForward = defineWay({
  name: 'windows',
  operation: adaptiveMaxPooling,
  explanation: forward,
  misfit: ({ shape }) => misfitOf(shape('x')),
  lower: ({ shape, has, buffer, step }) => {
    const { numbers, forwardTiles } = gridOf(shape('x'), shape('y'));
    const y = buffer('y');
    const keepsSwitches = has('switches');
    const writes = { y, switches: keepsSwitches ? buffer('switches') : y };
    const told = { ...numbers, keepSwitches: flag(keepsSwitches) };
    step({ kernel: 'adaptiveMaxForward', reads: { x: buffer('x') }, writes, numbers: told, tiles: forwardTiles });
  },
});

export const adaptiveMaxBackward = defineWay({
  name: 'windows',
  operation: adaptiveMaxPoolingInput,
  explanation: backward,
  misfit: ({ shape }) => misfitOf(shape('dx')),
  lower: ({ shape, buffer, carried, step }) => {
    const { numbers, backwardTiles } = gridOf(shape('dx'), shape('dy'));
    const dx = buffer('dx');
    const reads = { switches: buffer('switches'), dy: buffer('dy'), x: carried.mask ?? dx };
    const told = { ...numbers, rectified: flag(carried.mask) };
    step({ kernel: 'adaptiveMaxBackward', reads, writes: { dx }, numbers: told, tiles: backwardTiles });
  },
});

export const adaptiveAverageForward = defineWay({
  name: 'windows',
  operation: adaptiveAveragePooling,
  explanation: forward,
  misfit: ({ shape }) => misfitOf(shape('x')),
  lower: ({ shape, buffer, step }) => {
    const { numbers, forwardTiles } = gridOf(shape('x'), shape('y'));
    step({ kernel: 'adaptiveAverageForward', reads: { x: buffer('x') }, writes: { y: buffer('y') }, numbers, tiles: forwardTiles });
  },
});

export const adaptiveAverageBackward = defineWay({
  name: 'windows',
  operation: adaptiveAveragePoolingInput,
  explanation: backward,
  misfit: ({ shape }) => misfitOf(shape('dx')),
  lower: ({ shape, buffer, carried, step }) => {
    const { numbers, backwardTiles } = gridOf(shape('dx'), shape('dy'));
    const dx = buffer('dx');
    const told = { ...numbers, rectified: flag(carried.mask) };
    const reads = { dy: buffer('dy'), x: carried.mask ?? dx };
    step({ kernel: 'adaptiveAverageBackward', reads, writes: { dx }, numbers: told, tiles: backwardTiles });
  },
});
