// Where pooling windows lie. Windows start at −top + i·stride; the rules: `valid` none added, `same` output ⌈in / stride⌉
// with the odd row at the bottom or right, explicit as given. With `ceilMode` a last, partly empty window is kept, provided
// it starts inside the input or the padding before it (as PyTorch does). Every window holds at least one input value.
import type { Padding } from '../../base/fields.ts';
import { mapSize, type Shape } from '../../base/shape.ts';
import type { PoolingAxis } from '../../operations/pooling/axes.ts';

export interface PoolParameters {
  readonly size: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: Padding;
  readonly ceilMode: boolean;
}

export interface AxisGeometry {
  readonly output: number;
  readonly before: number;
  readonly after: number;
}

function axisGeometry(
  input: number,
  size: number,
  stride: number,
  padding: 'valid' | 'same' | readonly [number, number],
  ceilMode: boolean,
): AxisGeometry {
  if (padding === 'same') {
    const output = Math.ceil(input / stride);
    const total = Math.max(0, (output - 1) * stride + size - input);
    return { output, before: Math.floor(total / 2), after: total - Math.floor(total / 2) };
  }
  const [before, after] = padding === 'valid' ? [0, 0] : padding;
  const room = input + before + after - size;
  let output = (ceilMode ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1;
  if (ceilMode && (output - 1) * stride >= input + before) output--;
  return { output: Math.max(0, output), before, after };
}

export interface PoolGeometry {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly vertical: AxisGeometry;
  readonly horizontal: AxisGeometry;
}

/** `input` is a map. Outputs are 0 where no window fits. */
export function poolGeometry(parameters: PoolParameters, input: Shape): PoolGeometry {
  const { height, width, channels } = mapSize(input);
  const { size, stride, padding, ceilMode } = parameters;
  if (padding === 'full') throw new Error('pooling has no full padding');
  const [rows, columns] =
    typeof padding === 'string' ? [padding, padding] : [[padding.top, padding.bottom] as const, [padding.left, padding.right] as const];
  return {
    height,
    width,
    channels,
    vertical: axisGeometry(height, size[0], stride[0], rows, ceilMode),
    horizontal: axisGeometry(width, size[1], stride[1], columns, ceilMode),
  };
}

/** Both axes as the operations take them; `input` is a map. */
export function poolAxes(parameters: PoolParameters, input: Shape): PoolingAxis[] {
  const { vertical, horizontal } = poolGeometry(parameters, input);
  const { size, stride } = parameters;
  return [
    { size: size[0], stride: stride[0], ...vertical },
    { size: size[1], stride: stride[1], ...horizontal },
  ];
}
