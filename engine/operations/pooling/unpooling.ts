// Unpooling: every value goes back to the cell of its window that a position names, zeros elsewhere; values that meet at a cell of
// overlapping windows are added. That is what the gradient of a maximum does (maxPoolingInput), used forward; what it needs besides
// is its own gradient, which fetches each window's value from the named cell.

import { defineOperation, floats, type OperationBuilder, operandOf, type Value } from '../operation.ts';
import { windowReach } from '../reach.ts';
import { type PoolingInputAxis, resize } from './axes.ts';
import { visitWindows } from './reference.ts';
import { unpoolingInputSamples } from './samples.ts';

export interface UnpoolingAttributes {
  readonly [name: string]: unknown;
  /** Of the windows over the large map; `length` is its own. */
  readonly axes: readonly PoolingInputAxis[];
}

export const unpoolingInput = defineOperation<UnpoolingAttributes>({
  name: 'unpoolingInput',
  explanation: 'dx = the value of dy in the cell of each window that switches name; 0 where there is no such cell',
  results: ({ axes }, operands) => {
    const { shape } = operandOf(operands, 'dy').type;
    const outputs = resize(
      shape,
      axes.map(({ output }) => output),
    );
    if (operandOf(operands, 'switches').type.shape.join() !== outputs.join()) throw new Error('unpooling: the positions do not fit');
    return { dx: floats(...outputs) };
  },
  carries: { mask: (_, value) => value },
  reach: ({ axes }) =>
    windowReach(
      axes.map(({ size }) => size),
      axes,
    ),
  reference: (call) => {
    const [switches, dy, dx] = [call.i32('switches'), call.f32('dy'), call.f32('dx')];
    const shape = call.shape('dy');
    dx.fill(0);
    const map = { n: shape[0] ?? 1, axes: call.attributes.axes, channels: shape.at(-1) ?? 1, countPadding: false };
    visitWindows(map, (output, input, position) => {
      if (switches[output] === position) dx[output] = dy[input] as number;
    });
  },
  samples: unpoolingInputSamples,
});

/** i32 and f32[n, …outputs, c] of the windows over a map of the axes' lengths: dy f32[n, …lengths, c] at the named cells. */
export function fetchAtSwitches(builder: OperationBuilder, switches: Value, dy: Value, attributes: UnpoolingAttributes): Value {
  return operandOf(builder.apply(unpoolingInput, { switches, dy }, attributes), 'dx');
}
