// Unpooling: takes a map back to the size that max pooling took it from. Each value goes where its window's maximum was, which the
// pooling layer's second output tells; all other cells are 0.
import type { Parameters as AnyParameters } from '../../base/fields.ts';
import { formatShape, isSameShape, mapSize, type Shape } from '../../base/shape.ts';
import { unpool } from '../../operations/pooling/operation.ts';
import { defineLayer, type IncomingOutput, noWeights, type ShapeProblem, type ShapeResult } from '../layer.ts';
import { notAMap } from '../pool2d/map-problem.ts';
import { type UnpoolAxis, type UnpoolParameters, unpoolAxes } from './geometry.ts';
import { unpoolSamples } from './samples.ts';
import { words } from './words.ts';

/** As in PyTorch: sizes that pooling with these windows can come from, or would with partial windows. */
const isPossible = ({ length, usual, stride }: UnpoolAxis): boolean => length >= 1 && Math.abs(length - usual) < stride;

const range = ({ usual, stride }: UnpoolAxis): string =>
  stride === 1 ? `${usual}` : `${Math.max(1, usual - stride + 1)} to ${usual + stride - 1}`;

function inferShape(parameters: UnpoolParameters, [input, positions]: readonly Shape[]): ShapeResult {
  if (input === undefined || input.length !== 3) return notAMap('Unpooling', input);
  if (positions === undefined || !isSameShape(input, positions)) {
    return {
      problem: {
        id: 'positions-differ',
        message: 'Each value needs the position of its window: both inputs must have one size, that of the pooling layer’s output.',
        expected: formatShape(positions ?? []),
        received: formatShape(input),
      },
    };
  }
  const [rows, columns] = unpoolAxes(parameters, input);
  if (isPossible(rows) && isPossible(columns)) return { shape: [rows.length, columns.length, mapSize(input).channels] };
  const isGiven = parameters.outputSize.some((length) => length > 0);
  return {
    problem: {
      id: 'no-such-size',
      message: `Windows of ${formatShape(parameters.size)}, ${formatShape(parameters.stride)} apart, do not give ${formatShape(input.slice(0, 2))} on a map of ${rows.length}×${columns.length}.`,
      expected: `a height of ${range(rows)} and a width of ${range(columns)}`,
      received: `${rows.length}×${columns.length}`,
      fix: isGiven
        ? { label: 'Let the size follow from the windows', parameters: { outputSize: [0, 0] } }
        : { label: 'Use no padding', parameters: { padding: 'valid' } },
    },
  };
}

/** A position counts cells of a window, and says nothing in a window of another size. */
function checkInputs({ size }: UnpoolParameters, [, positions]: readonly IncomingOutput[]): ShapeProblem | undefined {
  const pooling = positions as (IncomingOutput & { readonly parameters: AnyParameters & Partial<UnpoolParameters> }) | undefined;
  if (pooling?.type !== 'pool2d' || pooling.parameters.size === undefined) return undefined;
  if (isSameShape(pooling.parameters.size, size)) return undefined;
  const { size: window, stride = [1, 1], padding = 'valid' } = pooling.parameters;
  const { height, width } = mapSize(pooling.inputShapes[0] ?? []);
  return {
    id: 'other-windows',
    message: `The positions are those of ${pooling.node}’s windows, and these windows have another size.`,
    expected: formatShape(window),
    received: formatShape(size),
    input: 1,
    fix: {
      label: `Use the windows of ${pooling.node}`,
      parameters: { size: window, stride, padding, outputSize: [height, width] },
    },
  };
}

export const unpool2d = defineLayer({
  type: 'unpool2d',
  words,
  group: 'pooling',
  inputs: {
    minimum: 2,
    maximum: 2,
    ports: [
      { name: 'x', element: 'f32' },
      { name: 'switches', element: 'i32' },
    ],
  },
  fields: {
    size: { kind: 'pair', minimum: 1, maximum: 256, default: [2, 2] },
    stride: { kind: 'pair', minimum: 1, maximum: 256, default: [2, 2] },
    padding: { kind: 'padding', rules: ['valid', 'same'], default: 'valid' },
    outputSize: { kind: 'pair', minimum: 0, maximum: 4096, default: [0, 0] },
  },
  inferShape,
  checkInputs,
  weights: noWeights,
  compute: ({ builder, inputs: [x, switches], parameters }) => {
    if (x === undefined || switches === undefined) throw new Error('unpool2d: an input is missing');
    const axes = unpoolAxes(parameters, x.type.shape.slice(1)).map(({ usual: _, ...axis }) => axis);
    return unpool(builder, x, switches, { axes });
  },
  samples: unpoolSamples,
});
