// Pooling over windows of a map, each channel alone: the largest value or the mean. Of a maximum the winner's position in its
// window is a second result (`switches`), and the gradient goes there. Of values that are equal the first wins; of what is not a
// number no one does.
import {
  defineOperation,
  floats,
  integers,
  type Operands,
  type OperationBuilder,
  operandOf,
  type ReferenceCall,
  type Value,
} from '../operation.ts';
import { reversedReach, windowReach } from '../reach.ts';
import { type PoolingAxis, type PoolingInputAxis, resize, withLengths } from './axes.ts';
import { type PoolingMap, visitWindows } from './reference.ts';
import { averageInputSamples, averageSamples, maximumInputSamples, maximumSamples } from './samples.ts';
import { fetchAtSwitches } from './unpooling.ts';

export interface MaximumAttributes {
  readonly [name: string]: unknown;
  /** One to three: rows and columns of a map. */
  readonly axes: readonly PoolingAxis[];
}

export interface AverageAttributes extends MaximumAttributes {
  /** Whether padding counts as zeros. */
  readonly countPadding: boolean;
}

export interface MaximumInputAttributes extends MaximumAttributes {
  readonly axes: readonly PoolingInputAxis[];
}

export interface AverageInputAttributes extends MaximumInputAttributes {
  readonly countPadding: boolean;
}

const outputShape = ({ axes }: MaximumAttributes, { x }: Operands): number[] =>
  resize(
    x?.type.shape ?? [],
    axes.map(({ output }) => output),
  );

const inputShape = ({ axes }: MaximumInputAttributes, { dy }: Operands): number[] =>
  resize(
    dy?.type.shape ?? [],
    axes.map(({ length }) => length),
  );

const reach = ({ axes }: MaximumAttributes) =>
  windowReach(
    axes.map(({ size }) => size),
    axes,
  );
const inputReach = (attributes: MaximumAttributes) => reversedReach(reach(attributes));

/** The map that `input` is: the lengths of the axes with their windows. */
function mapOf<A extends MaximumAttributes>(call: ReferenceCall<A>, input: string, countPadding = false): PoolingMap {
  const shape = call.shape(input);
  return { n: shape[0] ?? 1, axes: withLengths(call.attributes.axes, shape), channels: shape.at(-1) ?? 1, countPadding };
}

export const maxPoolingInput = defineOperation<MaximumInputAttributes>({
  name: 'maxPoolingInput',
  explanation: 'dx = the sum of dy of all windows that x won; where y is given and not positive, nothing goes back',
  results: (attributes, operands) => ({ dx: floats(...inputShape(attributes, operands)) }),
  carries: {
    // the winner's value is the output: max(0, ·) in front of the windows cuts off what it cuts off behind them
    maskOperand: ({ operands }, value, producerOf) => {
      const pooling = operands['switches'] && producerOf(operands['switches']);
      const y = pooling?.results['y'];
      return operands['y'] === undefined && pooling?.operands['x'] === value && y !== undefined ? { name: 'y', value: y } : undefined;
    },
  },
  gradient: ({ builder, attributes, operand, gradientOf, needs, give }) => {
    const gradient = gradientOf('dx');
    if (gradient !== undefined && needs('dy')) give('dy', fetchAtSwitches(builder, operand('switches'), gradient, attributes));
  },
  reference: (call) => {
    const [switches, dy, dx] = [call.i32('switches'), call.f32('dy'), call.f32('dx')];
    const y = call.has('y') ? call.f32('y') : undefined;
    const sums = new Float64Array(dx.length);
    visitWindows(mapOf(call, 'dx'), (output, input, position) => {
      if (y !== undefined && !((y[output] as number) > 0)) return;
      if (switches[output] === position) sums[input] = (sums[input] as number) + (dy[output] as number);
    });
    dx.set(sums);
  },
  reach: inputReach,
  samples: maximumInputSamples,
});

export const maxPooling = defineOperation<MaximumAttributes>({
  name: 'maxPooling',
  explanation: 'y = the largest value of each window; switches: its position there',
  results: (attributes, operands) => {
    const shape = outputShape(attributes, operands);
    return { y: floats(...shape), switches: integers(...shape) };
  },
  carries: { rectify: true },
  quotientStep: 2 ** -16,
  reach,
  gradient: ({ builder, attributes: { axes }, operand, result, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined || !needs('x')) return;
    const attributes = { axes: withLengths(axes, operand('x').type.shape) };
    give('x', operandOf(builder.apply(maxPoolingInput, { switches: result('switches'), dy }, attributes), 'dx'));
  },
  reference: (call) => {
    const [x, y, switches] = [call.f32('x'), call.f32('y'), call.i32('switches')];
    y.fill(Number.NEGATIVE_INFINITY);
    switches.fill(0);
    visitWindows(mapOf(call, 'x'), (output, input, position) => {
      const value = x[input] as number;
      if (!(value > (y[output] as number)) && !Number.isNaN(value)) return;
      y[output] = value;
      switches[output] = position;
    });
  },
  samples: maximumSamples,
});

export const averagePoolingInput = defineOperation<AverageInputAttributes>({
  name: 'averagePoolingInput',
  explanation: 'dx = the sum of dy / cells of all windows over x',
  results: (attributes, operands) => ({ dx: floats(...inputShape(attributes, operands)) }),
  carries: { mask: (_, value) => value },
  gradient: ({ builder, attributes, gradientOf, needs, give }) => {
    const gradient = gradientOf('dx');
    if (gradient !== undefined && needs('dy')) give('dy', poolAverage(builder, gradient, attributes));
  },
  reference: (call) => {
    const [dy, dx] = [call.f32('dy'), call.f32('dx')];
    const sums = new Float64Array(dx.length);
    visitWindows(mapOf(call, 'dx', call.attributes.countPadding), (output, input, _, cells) => {
      sums[input] = (sums[input] as number) + (dy[output] as number) / cells;
    });
    dx.set(sums);
  },
  reach: inputReach,
  samples: averageInputSamples,
});

export const averagePooling = defineOperation<AverageAttributes>({
  name: 'averagePooling',
  explanation: 'y = the mean of each window',
  results: (attributes, operands) => ({ y: floats(...outputShape(attributes, operands)) }),
  carries: { rectify: true },
  reach,
  gradient: ({ builder, attributes: { axes, countPadding }, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined || !needs('x')) return;
    const attributes = { axes: withLengths(axes, operand('x').type.shape), countPadding };
    give('x', operandOf(builder.apply(averagePoolingInput, { dy }, attributes), 'dx'));
  },
  reference: (call) => {
    const [x, y] = [call.f32('x'), call.f32('y')];
    const sums = new Float64Array(y.length);
    visitWindows(mapOf(call, 'x', call.attributes.countPadding), (output, input, _, cells) => {
      sums[output] = (sums[output] as number) + (x[input] as number) / cells;
    });
    y.set(sums);
  },
  samples: averageSamples,
});

/** f32[n, …lengths, c] → the largest value of each window, f32[n, …outputs, c], and its position there, i32 of the same shape. */
export function poolMaximum(builder: OperationBuilder, x: Value, attributes: MaximumAttributes): { y: Value; switches: Value } {
  const results = builder.apply(maxPooling, { x }, attributes);
  return { y: operandOf(results, 'y'), switches: operandOf(results, 'switches') };
}

/** f32 and i32[n, …outputs, c] → f32[n, …lengths, c]: each value where its window's position says, sums where several meet, else 0. */
export function unpool(builder: OperationBuilder, x: Value, switches: Value, attributes: MaximumInputAttributes): Value {
  return operandOf(builder.apply(maxPoolingInput, { switches, dy: x }, attributes), 'dx');
}

/** f32[n, …lengths, c] → the mean of each window, f32[n, …outputs, c]. */
export function poolAverage(builder: OperationBuilder, x: Value, attributes: AverageAttributes): Value {
  return operandOf(builder.apply(averagePooling, { x }, attributes), 'y');
}
