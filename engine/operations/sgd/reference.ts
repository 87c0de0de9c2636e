// SGD, plain. The learning rate comes from the hyper-parameter block, already multiplied by the schedule.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';
import { hyperparameterSlots } from '../hyperparameters.ts';

function sgdUpdate(step: StepArguments): void {
  const [weights, gradients, velocity] = [step.f32('weights'), step.f32('gradients'), step.f32('velocity')];
  const rate = step.f32('hyperparameters')[hyperparameterSlots.learningRate] as number;
  const [momentum, decay] = [step.number('momentum'), step.number('weightDecay')];
  for (let index = 0; index < step.number('count'); index++) {
    const weight = weights[index] as number;
    const gradient = (gradients[index] as number) + decay * weight;
    let direction = gradient;
    if (step.number('hasMomentum') === 1) {
      const speed = momentum * (velocity[index] as number) + gradient;
      velocity[index] = speed;
      direction = step.number('nesterov') === 1 ? gradient + momentum * speed : speed;
    }
    weights[index] = weight - rate * direction;
  }
}

export const sgdReference: ReferenceKernels = { sgdUpdate };
