// Dense (fully connected) layer: y = x·W + b, W: f32[inputs,units], b: f32[units].

import { formatShape, type Shape, sizeOf } from '../../base/shape.ts';
import { panelBytes } from '../../backends/wasm/simd/gemm-layout.ts';
import { rowTiles } from '../../backends/wasm/ways/tiles.ts';
import { initializer, initializerField } from '../initialization.ts';
import { type BufferHandle, defineLayer, type LowerContext, neverView } from '../layer.ts';
import { denseReference } from '../../operations/product/reference.ts';

/** Blocks of sums, a panel of weights, a row of zeros (kernel.as.ts). */
const scratchBytes = 128 * 192 + panelBytes + 64;
/** Inputs that one tile takes at most: enough tiles to share, few enough to keep the claim cheap. */
const inputsPerTile = 24;
/** The same for units: eight tiles of many, as long as what a tile reads of a row of weights is no longer than a cache likes. */
const unitsPerTile = (units: number): number => Math.min(96, Math.max(24, 6 * Math.ceil(units / 48)));
/** For one example: whole runs of the loop that reads weights where they lie (row.as.ts). */
const columnsPerRowTile = 32;

const inputsOf = (shapes: readonly Shape[]): number => sizeOf(shapes[0] ?? []);

/** Examples side by side, eight in a panel, for the products (turn.as.ts). */
function turn(context: LowerContext<unknown>, rows: BufferHandle, name: string, count: number): BufferHandle {
  const n = context.batch;
  const turned = context.keep(name, Math.ceil(n / 8) * 8 * count * 4);
  context.step({
    kernel: 'denseTurn',
    reads: { rows },
    writes: { turned },
    numbers: { n, count },
    tiles: rowTiles(Math.ceil(count / 4), n * 4),
  });
  return turned;
}

export const dense = defineLayer({
  type: 'dense',
  label: 'Dense',
  group: 'dense',
  explanation:
    'Every unit sees every input: y = x·W + b. It assumes nothing about where things are, so it needs a weight for every pair of input and unit; after convolution and pooling it combines what the maps found.',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    units: { kind: 'integer', label: 'Units', help: 'Number of outputs.', minimum: 1, maximum: 65536, default: 64 },
    bias: { kind: 'toggle', label: 'Bias', help: 'Adds one learned value to every unit.', default: true },
    initializer: initializerField,
  },
  isView: neverView,
  inferShape: (parameters, inputs) => {
    const [shape] = inputs;
    if (shape === undefined || shape.length !== 1) {
      return {
        problem: {
          id: 'not-a-vector',
          message: 'A dense layer takes a vector, and a map comes in.',
          expected: 'a vector, such as 400',
          received: `a map of ${formatShape(shape ?? [])}`,
          insertBefore: { label: `Insert a Flatten layer (${formatShape(shape ?? [])} → ${sizeOf(shape ?? [])})`, type: 'flatten' },
        },
      };
    }
    return { shape: [parameters.units] };
  },
  weights: (parameters, inputs) => {
    const fanIn = inputsOf(inputs);
    const matrix = {
      name: 'weights',
      shape: [fanIn, parameters.units],
      initializer: initializer(parameters.initializer, fanIn, parameters.units),
      trainable: true,
      decays: true,
    };
    const bias = {
      name: 'bias',
      shape: [parameters.units],
      initializer: { kind: 'constant', value: 0 } as const,
      trainable: true,
      decays: false,
    };
    return parameters.bias ? [matrix, bias] : [matrix];
  },
  multiplyAdds: (parameters, inputs) => inputsOf(inputs) * parameters.units,
  receptiveField: () => ({ kind: 'global' }),
  fusion: { linear: { weights: 'weights', bias: 'bias', parameters: { bias: true } }, rectifies: true, masks: true },
  forward: (context) => {
    const { parameters, batch } = context;
    const [x] = context.inputs;
    if (x === undefined) throw new Error('dense: no input');
    const weights = context.weight('weights');
    const turned = batch === 1 ? x : turn(context, x, 'turned', inputsOf(context.inputShapes));
    context.step({
      kernel: 'denseForward',
      reads: { x, turned, weights, bias: parameters.bias ? context.weight('bias') : weights },
      writes: { y: context.output },
      numbers: {
        n: batch,
        inputs: inputsOf(context.inputShapes),
        units: parameters.units,
        hasBias: parameters.bias ? 1 : 0,
        rectify: context.rectify ? 1 : 0,
      },
      tiles: Math.ceil(parameters.units / (batch === 1 ? columnsPerRowTile : unitsPerTile(parameters.units))),
      scratchBytes,
    });
  },
  backward: (context) => {
    const { parameters, batch, outputGradient: dy } = context;
    const [x] = context.inputs;
    if (x === undefined) throw new Error('dense: no input');
    const inputs = inputsOf(context.inputShapes);
    const numbers = { n: batch, inputs, units: parameters.units };
    const dweights = context.weightGradient('weights');
    if (dweights !== undefined) {
      context.step({
        kernel: 'denseBackwardWeights',
        reads: { x, dy },
        writes: { dweights },
        numbers,
        tiles: Math.ceil(inputs / inputsPerTile),
        scratchBytes,
      });
    }
    const dbias = parameters.bias ? context.weightGradient('bias') : undefined;
    if (dbias !== undefined) {
      context.step({
        kernel: 'denseBackwardBias',
        reads: { dy },
        writes: { dbias },
        numbers: { n: batch, units: parameters.units },
        tiles: 1,
      });
    }
    const dx = context.inputGradient(0);
    if (dx !== undefined) {
      const weights = context.weight('weights');
      const isRectified = context.rectified(0);
      context.step({
        kernel: 'denseBackwardInput',
        reads: { weights, dy, turned: turn(context, dy, 'turnedGradient', parameters.units), x: isRectified ? x : dx },
        writes: { dx },
        numbers: { ...numbers, rectified: isRectified ? 1 : 0 },
        tiles: Math.ceil(inputs / inputsPerTile),
        scratchBytes,
      });
    }
  },
  reference: denseReference,
  samples: [
    { name: 'a few units', parameters: { units: 5 }, inputShapes: [[7]], batch: 3 },
    { name: 'one example, a remainder of eight columns', parameters: { units: 13 }, inputShapes: [[29]], batch: 1 },
    {
      name: 'one example, whole runs of columns and a rest, a sum longer than a panel',
      parameters: { units: 77 },
      inputShapes: [[1203]],
      batch: 1,
    },
    { name: 'without bias, one whole panel of examples', parameters: { units: 9, bias: false }, inputShapes: [[17]], batch: 8 },
    { name: 'a sum longer than a panel', parameters: { units: 10 }, inputShapes: [[1200]], batch: 2 },
    { name: 'more units than a panel is deep', parameters: { units: 1160 }, inputShapes: [[7]], batch: 9 },
    { name: 'more examples than a block of panels', parameters: { units: 61 }, inputShapes: [[12]], batch: 67 },
    { name: 'more examples than sums have room', parameters: { units: 7 }, inputShapes: [[3]], batch: 1030 },
    { name: 'rows a power of two apart', parameters: { units: 9 }, inputShapes: [[256]], batch: 7 },
    { name: 'weights a power of two apart', parameters: { units: 256 }, inputShapes: [[70]], batch: 8 },
  ],
});
