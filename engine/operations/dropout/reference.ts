// Dropout, plain: a value goes where its 32 random bits are below rate · 2³², the rest is scaled by 1 / (1 − rate).
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';
import { hyperparameterSlots } from '../hyperparameters.ts';
import { hashCounter } from '../../base/random.ts';

function dropoutMask(step: StepArguments): void {
  const [source, target] = [step.f32('source'), step.f32('target')];
  const iteration = (step.i32('hyperparameters')[hyperparameterSlots.iterationBits] as number) >>> 0;
  const key = hashCounter(step.number('key') >>> 0, iteration);
  const [threshold, scale] = [step.number('threshold') >>> 0, Math.fround(step.number('scale'))];
  for (let index = 0; index < step.number('count'); index++) {
    target[index] = hashCounter(key, index) < threshold ? 0 : (source[index] as number) * scale;
  }
}

export const dropoutReference: ReferenceKernels = { dropoutMask };
