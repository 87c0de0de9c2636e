// Dense layer, plain loops: y = x·W + b and its three gradients. Sums in double precision, in the order of the index.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';
import { maskRectified, rectify } from '../../layers/rectify.ts';

function denseForward(step: StepArguments): void {
  const [x, weights, bias, y] = [step.f32('x'), step.f32('weights'), step.f32('bias'), step.f32('y')];
  const [n, inputs, units, hasBias] = [step.number('n'), step.number('inputs'), step.number('units'), step.number('hasBias')];
  for (let row = 0; row < n; row++) {
    for (let unit = 0; unit < units; unit++) {
      let sum = hasBias === 1 ? (bias[unit] as number) : 0;
      for (let k = 0; k < inputs; k++) sum += (x[row * inputs + k] as number) * (weights[k * units + unit] as number);
      y[row * units + unit] = sum;
    }
  }
  if (step.number('rectify') === 1) rectify(y);
}

function denseBackwardInput(step: StepArguments): void {
  const [weights, dy, dx] = [step.f32('weights'), step.f32('dy'), step.f32('dx')];
  const [n, inputs, units] = [step.number('n'), step.number('inputs'), step.number('units')];
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < inputs; k++) {
      let sum = 0;
      for (let unit = 0; unit < units; unit++) sum += (dy[row * units + unit] as number) * (weights[k * units + unit] as number);
      dx[row * inputs + k] = sum;
    }
  }
  if (step.number('rectified') === 1) maskRectified(dx, step.f32('x'));
}

function denseBackwardWeights(step: StepArguments): void {
  const [x, dy, dweights] = [step.f32('x'), step.f32('dy'), step.f32('dweights')];
  const [n, inputs, units] = [step.number('n'), step.number('inputs'), step.number('units')];
  for (let k = 0; k < inputs; k++) {
    for (let unit = 0; unit < units; unit++) {
      let sum = 0;
      for (let row = 0; row < n; row++) sum += (x[row * inputs + k] as number) * (dy[row * units + unit] as number);
      dweights[k * units + unit] = sum;
    }
  }
}

function denseBackwardBias(step: StepArguments): void {
  const [dy, dbias] = [step.f32('dy'), step.f32('dbias')];
  const [n, units] = [step.number('n'), step.number('units')];
  for (let unit = 0; unit < units; unit++) {
    let sum = 0;
    for (let row = 0; row < n; row++) sum += dy[row * units + unit] as number;
    dbias[unit] = sum;
  }
}

/** The plain loops read the rows themselves; this is what the vectors read instead. */
function denseTurn(step: StepArguments): void {
  const [rows, turned, n, count] = [step.f32('rows'), step.f32('turned'), step.number('n'), step.number('count')];
  for (let row = 0; row < Math.ceil(n / 8) * 8; row++) {
    for (let k = 0; k < count; k++) turned[((row >> 3) * count + k) * 8 + (row & 7)] = row < n ? (rows[row * count + k] as number) : 0;
  }
}

export const denseReference: ReferenceKernels = {
  denseTurn,
  denseForward,
  denseBackwardInput,
  denseBackwardWeights,
  denseBackwardBias,
};
