// The product of examples and a matrix, y = x · weights + bias, and its three gradients, each an operation of its own: a backend
// can do all of them at about the same speed, and none is computed that nobody asks for.
import { defineOperation, floats, type Operands, type OperationBuilder, operandOf, type TensorType, type Value } from '../operation.ts';

/** Rows and columns of an operand. Throws where it is no matrix. */
function matrixOf(operands: Operands, name: string): readonly [number, number] {
  const { shape } = operandOf(operands, name).type;
  const [rows, columns] = shape;
  if (rows === undefined || columns === undefined || shape.length !== 2) throw new Error(`product: ${name} is no matrix`);
  return [rows, columns];
}

function expectEqual(one: number, other: number, what: string): void {
  if (one !== other) throw new Error(`product: ${one} and ${other} ${what}`);
}

/** Operands of samples of a product of n examples, each of `inputs` values, and the names of those that are there. */
const sample = (name: string, [n, inputs, units]: readonly [number, number, number], names: readonly string[]) => {
  const types: Readonly<Record<string, TensorType>> = {
    x: floats(n, inputs),
    weights: floats(inputs, units),
    bias: floats(units),
    dy: floats(n, units),
  };
  return { name, operands: Object.fromEntries(names.map((operand) => [operand, operandType(types, operand)])), attributes: {} };
};

function operandType(types: Readonly<Record<string, TensorType>>, name: string): TensorType {
  const type = types[name];
  if (type === undefined) throw new Error(`product: no type for ${name}`);
  return type;
}

export const productInput = defineOperation({
  name: 'productInput',
  explanation: 'dx = dy · weightsᵀ',
  results: (_, operands) => {
    const [n, units] = matrixOf(operands, 'dy');
    const [inputs, columns] = matrixOf(operands, 'weights');
    expectEqual(units, columns, 'units');
    return { dx: floats(n, inputs) };
  },
  carries: { mask: (_, value) => value },
  reference: (call) => {
    const [dy, weights, dx] = [call.f32('dy'), call.f32('weights'), call.f32('dx')];
    const [inputs = 0, units = 0] = call.shape('weights');
    for (let index = 0; index < dx.length; index++) {
      const [row, k] = [Math.floor(index / inputs), index % inputs];
      let sum = 0;
      for (let unit = 0; unit < units; unit++) sum += (dy[row * units + unit] as number) * (weights[k * units + unit] as number);
      dx[index] = sum;
    }
  },
  multiplyAdds: (_, operands) => matrixOf(operands, 'dy')[0] * matrixOf(operands, 'weights')[0] * matrixOf(operands, 'weights')[1],
  reach: () => ({ kind: 'everything' }),
  samples: [
    sample('a few units', [3, 7, 5], ['dy', 'weights']),
    sample('one example', [1, 29, 13], ['dy', 'weights']),
    sample('more units than a panel is deep', [9, 7, 1160], ['dy', 'weights']),
  ],
});

export const productFilter = defineOperation({
  name: 'productFilter',
  explanation: 'dweights = xᵀ · dy',
  results: (_, operands) => {
    const [n, inputs] = matrixOf(operands, 'x');
    const [rows, units] = matrixOf(operands, 'dy');
    expectEqual(n, rows, 'examples');
    return { dweights: floats(inputs, units) };
  },
  reference: (call) => {
    const [x, dy, dweights] = [call.f32('x'), call.f32('dy'), call.f32('dweights')];
    const [n = 0, inputs = 0] = call.shape('x');
    const [, units = 0] = call.shape('dy');
    for (let index = 0; index < dweights.length; index++) {
      const [k, unit] = [Math.floor(index / units), index % units];
      let sum = 0;
      for (let row = 0; row < n; row++) sum += (x[row * inputs + k] as number) * (dy[row * units + unit] as number);
      dweights[index] = sum;
    }
  },
  multiplyAdds: (_, operands) => matrixOf(operands, 'x')[0] * matrixOf(operands, 'x')[1] * matrixOf(operands, 'dy')[1],
  reach: () => ({ kind: 'everything' }),
  samples: [
    sample('a few units', [3, 7, 5], ['x', 'dy']),
    sample('one example', [1, 29, 13], ['x', 'dy']),
    sample('rows a power of two apart', [7, 256, 9], ['x', 'dy']),
  ],
});

export const exampleSum = defineOperation({
  name: 'sumExamples',
  explanation: 'dbias = Σ dy over the examples',
  results: (_, operands) => ({ dbias: floats(matrixOf(operands, 'dy')[1]) }),
  reference: (call) => {
    const [dy, dbias] = [call.f32('dy'), call.f32('dbias')];
    const units = dbias.length;
    for (let unit = 0; unit < units; unit++) {
      let sum = 0;
      for (let index = unit; index < dy.length; index += units) sum += dy[index] as number;
      dbias[unit] = sum;
    }
  },
  samples: [sample('a few units', [3, 7, 5], ['dy']), sample('one example', [1, 1, 13], ['dy'])],
});

export const product = defineOperation({
  name: 'product',
  explanation: 'y = x · weights + bias, for every example',
  results: (_, operands) => {
    const [n, inputs] = matrixOf(operands, 'x');
    const [rows, units] = matrixOf(operands, 'weights');
    expectEqual(inputs, rows, 'inputs');
    return { y: floats(n, units) };
  },
  carries: { rectify: true, linear: { weights: 'weights', bias: 'bias' } },
  gradient: ({ builder, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined) return;
    const [x, weights] = [operand('x'), operand('weights')];
    if (needs('weights')) give('weights', operandOf(builder.apply(productFilter, { x, dy }, {}), 'dweights'));
    if (needs('bias')) give('bias', operandOf(builder.apply(exampleSum, { dy }, {}), 'dbias'));
    if (needs('x')) give('x', operandOf(builder.apply(productInput, { dy, weights }, {}), 'dx'));
  },
  reference: (call) => {
    const [x, weights, y] = [call.f32('x'), call.f32('weights'), call.f32('y')];
    const bias = call.has('bias') ? call.f32('bias') : undefined;
    const [inputs = 0, units = 0] = call.shape('weights');
    for (let index = 0; index < y.length; index++) {
      const [row, unit] = [Math.floor(index / units), index % units];
      let sum = bias?.[unit] ?? 0;
      for (let k = 0; k < inputs; k++) sum += (x[row * inputs + k] as number) * (weights[k * units + unit] as number);
      y[index] = sum;
    }
  },
  multiplyAdds: (_, operands) => matrixOf(operands, 'x')[0] * matrixOf(operands, 'weights')[0] * matrixOf(operands, 'weights')[1],
  reach: () => ({ kind: 'everything' }),
  samples: [
    sample('a few units', [3, 7, 5], ['x', 'weights', 'bias']),
    sample('one example, a remainder of eight columns', [1, 29, 13], ['x', 'weights', 'bias']),
    sample('without bias, one whole panel of examples', [8, 17, 9], ['x', 'weights']),
  ],
});

/** f32[n,inputs] · f32[inputs,units] + f32[units] → f32[n,units]. */
export function multiplyMatrix(
  builder: OperationBuilder,
  { x, weights, bias }: { readonly x: Value; readonly weights: Value; readonly bias?: Value },
): Value {
  return operandOf(builder.apply(product, { x, weights, ...(bias ? { bias } : {}) }, {}), 'y');
}
