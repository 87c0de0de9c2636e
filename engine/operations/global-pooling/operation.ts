// Global pooling: one number of every channel, the largest or the mean of its whole map, f32[n, …, c] → f32[n, c]. Of a maximum the
// winning position is a second result (`switches`), and the gradient goes there.
import { sizeOf } from '../../base/shape.ts';
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

export interface GlobalInputAttributes {
  readonly [name: string]: unknown;
  /** Of the map, without batch and channels. */
  readonly lengths: readonly number[];
}

/** [n, c] of a map [n, …, c]. */
const ends = ({ x }: Operands): [number, number] => [x?.type.shape[0] ?? 1, x?.type.shape.at(-1) ?? 1];
const lengthsOf = (x: Value): readonly number[] => x.type.shape.slice(1, -1);
const mapType = ({ lengths }: GlobalInputAttributes, { dy }: Operands) => {
  const [n = 1, channels = 1] = dy?.type.shape ?? [];
  return floats(n, ...lengths, channels);
};

/** Every value of the map `input`: the index of its channel's number, its own, and its position. Positions ascend. */
function visitPositions(
  call: ReferenceCall<object & Record<string, unknown>>,
  map: string,
  visit: (output: number, input: number, position: number) => void,
): void {
  const shape = call.shape(map);
  const channels = shape.at(-1) ?? 1;
  const [n = 1, ...rest] = shape;
  const count = sizeOf(rest) / channels;
  for (let image = 0; image < n; image++)
    for (let position = 0; position < count; position++)
      for (let c = 0; c < channels; c++) visit(image * channels + c, (image * count + position) * channels + c, position);
}

const mapSamples = [
  { name: 'odd size and channels', operands: { x: floats(3, 5, 3, 7) }, attributes: {} },
  { name: 'one example, one cell', operands: { x: floats(1, 1, 1, 5) }, attributes: {} },
  { name: 'one axis, more channels than a block', operands: { x: floats(2, 9, 37) }, attributes: {} },
];

export const globalMaxPoolingInput = defineOperation<GlobalInputAttributes>({
  name: 'globalMaxPoolingInput',
  explanation: 'dx = dy where x won its map, else 0',
  results: (attributes, operands) => ({ dx: mapType(attributes, operands) }),
  carries: { mask: (_, value) => value },
  reference: (call) => {
    const [switches, dy, dx] = [call.i32('switches'), call.f32('dy'), call.f32('dx')];
    visitPositions(call, 'dx', (output, input, position) => {
      dx[input] = switches[output] === position ? (dy[output] as number) : 0;
    });
  },
  samples: [
    { name: 'odd size and channels', operands: { switches: integers(3, 7), dy: floats(3, 7) }, attributes: { lengths: [5, 3] }, below: 15 },
    {
      name: 'one axis, more channels than a block',
      operands: { switches: integers(2, 37), dy: floats(2, 37) },
      attributes: { lengths: [9] },
      below: 9,
    },
  ],
});

export const globalMaxPooling = defineOperation({
  name: 'globalMaxPooling',
  explanation: 'y = the largest value of each channel; switches: its position',
  results: (_, operands) => ({ y: floats(...ends(operands)), switches: integers(...ends(operands)) }),
  quotientStep: 2 ** -16,
  reach: () => ({ kind: 'everything' }),
  gradient: ({ builder, operand, result, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined || !needs('x')) return;
    const operands = { switches: result('switches'), dy };
    give('x', operandOf(builder.apply(globalMaxPoolingInput, operands, { lengths: lengthsOf(operand('x')) }), 'dx'));
  },
  reference: (call) => {
    const [x, y, switches] = [call.f32('x'), call.f32('y'), call.i32('switches')];
    visitPositions(call, 'x', (output, input, position) => {
      const value = x[input] as number;
      if (position > 0 && !(value > (y[output] as number)) && !Number.isNaN(value)) return;
      y[output] = value;
      switches[output] = position;
    });
  },
  samples: mapSamples,
});

export const globalAveragePoolingInput = defineOperation<GlobalInputAttributes>({
  name: 'globalAveragePoolingInput',
  explanation: 'dx = dy / positions, at every position',
  results: (attributes, operands) => ({ dx: mapType(attributes, operands) }),
  carries: { mask: (_, value) => value },
  gradient: ({ builder, gradientOf, needs, give }) => {
    const gradient = gradientOf('dx');
    if (gradient !== undefined && needs('dy')) give('dy', averageGlobally(builder, gradient));
  },
  reference: (call) => {
    const [dy, dx] = [call.f32('dy'), call.f32('dx')];
    const count = sizeOf(call.attributes.lengths);
    visitPositions(call, 'dx', (output, input) => {
      dx[input] = (dy[output] as number) / count;
    });
  },
  samples: [
    { name: 'odd size and channels', operands: { dy: floats(3, 7) }, attributes: { lengths: [5, 3] } },
    { name: 'one axis, more channels than a block', operands: { dy: floats(2, 37) }, attributes: { lengths: [9] } },
  ],
});

export const globalAveragePooling = defineOperation({
  name: 'globalAveragePooling',
  explanation: 'y = the mean of each channel',
  results: (_, operands) => ({ y: floats(...ends(operands)) }),
  reach: () => ({ kind: 'everything' }),
  gradient: ({ builder, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined || !needs('x')) return;
    give('x', operandOf(builder.apply(globalAveragePoolingInput, { dy }, { lengths: lengthsOf(operand('x')) }), 'dx'));
  },
  reference: (call) => {
    const y = call.f32('y');
    const x = call.f32('x');
    const sums = new Float64Array(y.length);
    visitPositions(call, 'x', (output, input) => {
      sums[output] = (sums[output] as number) + (x[input] as number);
    });
    y.set(sums.map((sum) => (sum * y.length) / x.length));
  },
  samples: mapSamples,
});

/** f32[n, …, c] → the mean of each channel, f32[n, c]. */
export function averageGlobally(builder: OperationBuilder, x: Value): Value {
  return operandOf(builder.apply(globalAveragePooling, { x }, {}), 'y');
}

/** f32[n, …, c] → the largest value of each channel, f32[n, c], and its position, i32[n, c]. */
export function maximumGlobally(builder: OperationBuilder, x: Value): { y: Value; switches: Value } {
  const results = builder.apply(globalMaxPooling, { x }, {});
  return { y: operandOf(results, 'y'), switches: operandOf(results, 'switches') };
}
