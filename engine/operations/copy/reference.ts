// Flatten where it is not a view: a copy.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';

function flattenCopy(step: StepArguments): void {
  const [source, target] = [step.f32('source'), step.f32('target')];
  for (let index = 0; index < step.number('count'); index++) target[index] = source[index] as number;
}

export const flattenReference: ReferenceKernels = { flattenCopy };
