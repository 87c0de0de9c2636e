// Unpooling: takes a map back to the size that max pooling took it from. Each value goes where its window's maximum was, which the
// pooling layer's second output tells; all other cells are 0.
import type { Parameters as AnyParameters } from '../../base/fields.ts';
import { type MessageValue, messagesOf } from '../../base/messages.ts';
import { isSameShape, mapSize, type Shape } from '../../base/shape.ts';
import { unpool } from '../../operations/pooling/operation.ts';
import { defineLayer, type IncomingOutput, noWeights, type ShapeProblem, type ShapeResult } from '../layer.ts';
import { notAMap } from '../map-problem.ts';
import { words as sharedWords } from '../words.ts';
import { type UnpoolAxis, type UnpoolParameters, unpoolAxes } from './geometry.ts';
import { unpoolSamples } from './samples.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const { problem, fix, phrase } = messagesOf(words);
const { fix: sharedFix } = messagesOf(sharedWords);

/** As in PyTorch: sizes that pooling with these windows can come from, or would with partial windows. */
const isPossible = ({ length, usual, stride }: UnpoolAxis): boolean => length >= 1 && Math.abs(length - usual) < stride;

const range = ({ usual, stride }: UnpoolAxis): MessageValue =>
  stride === 1 ? usual : phrase('range', { from: Math.max(1, usual - stride + 1), to: usual + stride - 1 });

function inferShape(parameters: UnpoolParameters, [input, positions]: readonly Shape[]): ShapeResult {
  if (input === undefined || input.length !== 3) return notAMap('unpool2d', input);
  if (positions === undefined || !isSameShape(input, positions)) {
    return { problem: problem('positions-differ', { expected: positions ?? [], received: input }) };
  }
  const [rows, columns] = unpoolAxes(parameters, input);
  if (isPossible(rows) && isPossible(columns)) return { shape: [rows.length, columns.length, mapSize(input).channels] };
  const isGiven = parameters.outputSize.some((length) => length > 0);
  return {
    problem: {
      ...problem('no-such-size', {
        window: parameters.size,
        stride: parameters.stride,
        input: input.slice(0, 2),
        map: [rows.length, columns.length],
        rows: range(rows),
        columns: range(columns),
      }),
      fix: isGiven
        ? { ...fix('follow-windows'), parameters: { outputSize: [0, 0] } }
        : { ...sharedFix('use-no-padding'), parameters: { padding: 'valid' } },
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
    ...problem('other-windows', { pooling: pooling.node, expected: window, received: size }),
    input: 1,
    fix: {
      ...fix('use-windows-of', { pooling: pooling.node }),
      parameters: { size: window, stride, padding, outputSize: [height, width] },
    },
  };
}

export const unpool2d = defineLayer({
  type: 'unpool2d',
  words: { en: words, zh: chinese },
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
