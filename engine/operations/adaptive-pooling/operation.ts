// Adaptive pooling: a grid of so many windows over a map of any size, each channel alone: the largest value or the mean. Of a maximum
// the winning cell of the map is a second result (`switches`), and the gradient goes there. Of values that are equal the first wins.
import {
  defineOperation,
  floats,
  integers,
  type Operands,
  type OperationBuilder,
  operandOf,
  type Reach,
  type ReferenceCall,
  type Value,
} from '../operation.ts';
import { type Grid, visitGrid } from './grid.ts';
import { adaptiveInputSamples, adaptiveMaximumInputSamples, adaptiveSamples } from './samples.ts';

export interface AdaptiveAttributes {
  readonly [name: string]: unknown;
  /** Windows along each axis of the map: one to three axes. */
  readonly outputs: readonly number[];
}

export interface AdaptiveInputAttributes {
  readonly [name: string]: unknown;
  /** Of the map, along each axis. */
  readonly lengths: readonly number[];
}

/** [n, …lengths, c] with other lengths. Throws where there are not as many axes. */
function withLengths(map: readonly number[], lengths: readonly number[]): number[] {
  if (map.length !== lengths.length + 2) throw new Error(`adaptive pooling: ${map.join('×')} has not ${lengths.length} axes`);
  return [map[0] ?? 1, ...lengths, map.at(-1) ?? 1];
}

const outputShape = ({ outputs }: AdaptiveAttributes, operands: Operands): number[] =>
  withLengths(operandOf(operands, 'x').type.shape, outputs);

const inputShape = ({ lengths }: AdaptiveInputAttributes, operands: Operands): number[] =>
  withLengths(operandOf(operands, 'dy').type.shape, lengths);

const lengthsOf = ({ type }: Value): readonly number[] => type.shape.slice(1, -1);

const everything = (): Reach => ({ kind: 'everything' });

/** The grid between the map `large` and the result or gradient `small` of its windows. */
function gridOf(call: Pick<ReferenceCall<AdaptiveAttributes>, 'shape'>, large: string, small: string): Grid {
  const [map, windows] = [call.shape(large), call.shape(small)];
  return { n: map[0] ?? 1, channels: map.at(-1) ?? 1, lengths: map.slice(1, -1), outputs: windows.slice(1, -1) };
}

export const adaptiveMaxPoolingInput = defineOperation<AdaptiveInputAttributes>({
  name: 'adaptiveMaxPoolingInput',
  explanation: 'dx = the sum of dy of all windows that x won',
  results: (attributes, operands) => ({ dx: floats(...inputShape(attributes, operands)) }),
  carries: { mask: (_, value) => value },
  reference: (call) => {
    const [switches, dy, dx] = [call.i32('switches'), call.f32('dy'), call.f32('dx')];
    const sums = new Float64Array(dx.length);
    visitGrid(gridOf(call, 'dx', 'dy'), (output, input, cell) => {
      if (switches[output] === cell) sums[input] = (sums[input] as number) + (dy[output] as number);
    });
    dx.set(sums);
  },
  reach: everything,
  samples: adaptiveMaximumInputSamples,
});

export const adaptiveMaxPooling = defineOperation<AdaptiveAttributes>({
  name: 'adaptiveMaxPooling',
  explanation: 'y = the largest value of each window of a grid; switches: its cell in the map',
  results: (attributes, operands) => {
    const shape = outputShape(attributes, operands);
    return { y: floats(...shape), switches: integers(...shape) };
  },
  quotientStep: 2 ** -16,
  reach: everything,
  gradient: ({ builder, operand, result, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined || !needs('x')) return;
    const operands = { switches: result('switches'), dy };
    give('x', operandOf(builder.apply(adaptiveMaxPoolingInput, operands, { lengths: lengthsOf(operand('x')) }), 'dx'));
  },
  reference: (call) => {
    const [x, y, switches] = [call.f32('x'), call.f32('y'), call.i32('switches')];
    y.fill(Number.NEGATIVE_INFINITY);
    switches.fill(-1);
    visitGrid(gridOf(call, 'x', 'y'), (output, input, cell) => {
      const value = x[input] as number;
      const isFirst = switches[output] === -1;
      if (!isFirst && !(value > (y[output] as number)) && !Number.isNaN(value)) return;
      y[output] = value;
      switches[output] = cell;
    });
  },
  samples: adaptiveSamples,
});

export const adaptiveAveragePoolingInput = defineOperation<AdaptiveInputAttributes>({
  name: 'adaptiveAveragePoolingInput',
  explanation: 'dx = the sum of dy / cells of all windows over x',
  results: (attributes, operands) => ({ dx: floats(...inputShape(attributes, operands)) }),
  carries: { mask: (_, value) => value },
  gradient: ({ builder, operand, gradientOf, needs, give }) => {
    const gradient = gradientOf('dx');
    if (gradient !== undefined && needs('dy')) give('dy', averageAdaptively(builder, gradient, lengthsOf(operand('dy'))));
  },
  reference: (call) => {
    const [dy, dx] = [call.f32('dy'), call.f32('dx')];
    const sums = new Float64Array(dx.length);
    visitGrid(gridOf(call, 'dx', 'dy'), (output, input, _, cells) => {
      sums[input] = (sums[input] as number) + (dy[output] as number) / cells;
    });
    dx.set(sums);
  },
  reach: everything,
  samples: adaptiveInputSamples,
});

export const adaptiveAveragePooling = defineOperation<AdaptiveAttributes>({
  name: 'adaptiveAveragePooling',
  explanation: 'y = the mean of each window of a grid',
  results: (attributes, operands) => ({ y: floats(...outputShape(attributes, operands)) }),
  reach: everything,
  gradient: ({ builder, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined || !needs('x')) return;
    give('x', operandOf(builder.apply(adaptiveAveragePoolingInput, { dy }, { lengths: lengthsOf(operand('x')) }), 'dx'));
  },
  reference: (call) => {
    const [x, y] = [call.f32('x'), call.f32('y')];
    const sums = new Float64Array(y.length);
    visitGrid(gridOf(call, 'x', 'y'), (output, input, _, cells) => {
      sums[output] = (sums[output] as number) + (x[input] as number) / cells;
    });
    y.set(sums);
  },
  samples: adaptiveSamples,
});

/** f32[n, …lengths, c] → the largest value of each window of a grid, f32[n, …outputs, c], and its cell in the map, i32 of that shape. */
export function maximumAdaptively(builder: OperationBuilder, x: Value, outputs: readonly number[]): { y: Value; switches: Value } {
  const results = builder.apply(adaptiveMaxPooling, { x }, { outputs });
  return { y: operandOf(results, 'y'), switches: operandOf(results, 'switches') };
}

/** f32[n, …lengths, c] → the mean of each window of a grid, f32[n, …outputs, c]. */
export function averageAdaptively(builder: OperationBuilder, x: Value, outputs: readonly number[]): Value {
  return operandOf(builder.apply(adaptiveAveragePooling, { x }, { outputs }), 'y');
}
