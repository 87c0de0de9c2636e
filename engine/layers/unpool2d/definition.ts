// Unpooling: takes a map back to the size that max pooling took it from. Each value goes where its window's maximum was, which the
// pooling layer's second output tells; all other cells are 0.
import type { Parameters as AnyParameters } from '../../base/fields.ts';
import { formatShape, isSameShape, mapSize, type Shape } from '../../base/shape.ts';
import { unpool } from '../../operations/pooling/operation.ts';
import { defineLayer, type IncomingOutput, noWeights, type ShapeProblem, type ShapeResult } from '../layer.ts';
import { notAMap } from '../pool2d/map-problem.ts';
import { type UnpoolAxis, type UnpoolParameters, unpoolAxes } from './geometry.ts';
import { unpoolSamples } from './samples.ts';

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
  label: 'Unpooling',
  group: 'pooling',
  explanation:
    'Makes a map large again: each value goes to the place where max pooling found its window’s largest, and all other cells become 0. Decoders use it to bring back where things were, which pooling had thrown away. Connect the Positions of the pooling layer, and use the same window, stride and padding. Where windows overlap, values that meet in one cell are added.',
  inputs: {
    minimum: 2,
    maximum: 2,
    ports: [
      { name: 'x', label: 'Values', element: 'f32', help: 'A map as large as the pooling layer’s output.' },
      { name: 'switches', label: 'Positions', element: 'i32', help: 'Where each value belongs: the Positions of a max pooling layer.' },
    ],
  },
  fields: {
    size: {
      kind: 'pair',
      label: 'Window',
      help: 'Height and width of the window, as in the pooling layer.',
      minimum: 1,
      maximum: 256,
      default: [2, 2],
    },
    stride: {
      kind: 'pair',
      label: 'Stride',
      help: 'Cells from one window to the next, as in the pooling layer.',
      minimum: 1,
      maximum: 256,
      default: [2, 2],
    },
    padding: {
      kind: 'padding',
      label: 'Padding',
      help: 'As in the pooling layer: it is taken off again.',
      rules: ['valid', 'same'],
      default: 'valid',
    },
    outputSize: {
      kind: 'pair',
      label: 'Output size',
      help: 'Height and width of the map that comes out; 0 for (h − 1) · stride + window − padding. Give it where pooling left rows or columns out or kept partial windows.',
      minimum: 0,
      maximum: 4096,
      default: [0, 0],
    },
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
