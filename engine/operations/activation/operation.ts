// A function of every value alone, y = f(x), and its gradient, dx = dy · f′, with f′ from the output where that is exact and cheaper,
// else from the input (functions.ts).
import { defineOperation, floats, type OperationBuilder, type OperationNode, operandOf, type Value } from '../operation.ts';
import { type ActivationName, activationCode, activationFunctions } from './functions.ts';
import { functionOf, slopeOf } from './reference.ts';

export interface ActivationAttributes {
  readonly [name: string]: unknown;
  readonly function: ActivationName;
  /** The slope below 0 of leaky ReLU, α of ELU; of no account to the others. */
  readonly alpha: number;
}

const names = Object.keys(activationFunctions) as ActivationName[];
const shapes = [[37], [5, 3, 7], [33, 31, 9]] as const;
const sample = (name: string, shape: readonly number[], attributes: ActivationAttributes, batch = 2) => ({
  name,
  operands: { x: floats(batch, ...shape) },
  attributes,
});

export const activationGradient = defineOperation<ActivationAttributes>({
  name: 'activationGradient',
  explanation: 'dx = dy · f′, from the output or the input of f',
  results: (_, operands) => ({ dx: operandOf(operands, 'dy').type }),
  inPlace: ['dy'],
  reference: (call) => {
    const [value, dy, dx] = [call.f32('value'), call.f32('dy'), call.f32('dx')];
    const slope = slopeOf(activationCode(call.attributes.function));
    for (let index = 0; index < dx.length; index++)
      dx[index] = (dy[index] as number) * slope(value[index] as number, call.attributes.alpha);
  },
  samples: names.map((name, index) => ({
    name: `the slope of ${name}`,
    operands: { value: floats(2, ...(shapes[index % 2] ?? [37])), dy: floats(2, ...(shapes[index % 2] ?? [37])) },
    attributes: { function: name, alpha: 0.5 },
  })),
});

export const activation = defineOperation<ActivationAttributes>({
  name: 'activation',
  explanation: 'y = f(x), every value alone',
  results: (_, operands) => ({ y: operandOf(operands, 'x').type }),
  inPlace: ['x'],
  gradient: ({ builder, attributes, operand, result, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined || !needs('x')) return;
    const value = activationFunctions[attributes.function].slopeFrom === 'output' ? result('y') : operand('x');
    const { dx } = builder.apply(activationGradient, { value, dy }, attributes);
    give('x', dx as Value);
  },
  reference: (call) => {
    const [x, y] = [call.f32('x'), call.f32('y')];
    const apply = functionOf(activationCode(call.attributes.function));
    for (let index = 0; index < y.length; index++) y[index] = apply(x[index] as number, call.attributes.alpha);
  },
  samples: [
    ...names.map((name, index) => sample(name, shapes[index % 2] ?? [37], { function: name, alpha: 1 }, 1 + (index % 3))),
    sample('leakyRelu with a steeper slope', [11], { function: 'leakyRelu', alpha: 0.3 }, 1),
    sample('elu with another α', [3, 3, 3], { function: 'elu', alpha: 0.7 }),
    sample('relu, more values than a tile', shapes[2], { function: 'relu', alpha: 0 }, 1),
    sample('gelu, more values than a tile', shapes[2], { function: 'gelu', alpha: 0 }, 1),
  ],
});

/** f(x) of every value, f32[…] → f32[…]. */
export function activate(builder: OperationBuilder, x: Value, name: ActivationName, alpha = 0): Value {
  return operandOf(builder.apply(activation, { x }, { function: name, alpha }), 'y');
}

/** Whether an operation is max(0, x) and nothing else. */
export function isRectifier({ definition, attributes, carried }: OperationNode): boolean {
  return definition.name === activation.name && attributes['function'] === 'relu' && Object.keys(carried).length === 0;
}

/** The operands of an operation that is the gradient of max(0, x) and nothing else: y its output, and what came back. */
export function rectifierGradient({ definition, attributes, operands, carried }: OperationNode): { y: Value; dy: Value } | undefined {
  const { value, dy } = operands;
  const fits = definition.name === activationGradient.name && attributes['function'] === 'relu' && Object.keys(carried).length === 0;
  return fits && value !== undefined && dy !== undefined ? { y: value, dy } : undefined;
}
