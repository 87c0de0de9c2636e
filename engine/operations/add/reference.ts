// Add, plain: the sum, and the running sum that plans use for gradients.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';
import { maskRectified, rectify } from '../../layers/rectify.ts';

function addForward(step: StepArguments): void {
  const [first, second, y] = [step.f32('first'), step.f32('second'), step.f32('y')];
  for (let index = 0; index < step.number('count'); index++) y[index] = (first[index] as number) + (second[index] as number);
  if (step.number('rectify') === 1) rectify(y);
}

/** target += source, then as the step says max(0, ·), or 0 where x is not positive. */
function addInto(step: StepArguments): void {
  const [source, target] = [step.f32('source'), step.f32('target')];
  for (let index = 0; index < step.number('count'); index++) target[index] = (target[index] as number) + (source[index] as number);
  if (step.number('rectify') === 1) rectify(target);
  if (step.number('rectified') === 1) maskRectified(target, step.f32('x'));
}

export const addReference: ReferenceKernels = { addForward, addInto };
