// Add, plain: the sum, its copied gradient, and the running sum that plans use for gradients.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';

function addForward(step: StepArguments): void {
  const [first, second, y] = [step.f32('first'), step.f32('second'), step.f32('y')];
  for (let index = 0; index < step.number('count'); index++) y[index] = (first[index] as number) + (second[index] as number);
}

/** target += source */
function addInto(step: StepArguments): void {
  const [source, target] = [step.f32('source'), step.f32('target')];
  for (let index = 0; index < step.number('count'); index++) target[index] = (target[index] as number) + (source[index] as number);
}

function addBackward(step: StepArguments): void {
  const [dy, dx] = [step.f32('dy'), step.f32('dx')];
  for (let index = 0; index < step.number('count'); index++) dx[index] = dy[index] as number;
}

export const addReference: ReferenceKernels = { addForward, addInto, addBackward };
