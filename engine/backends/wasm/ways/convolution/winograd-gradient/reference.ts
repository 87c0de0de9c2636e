// The plain loops beside Winograd's filter gradient. Its domain serves the SIMD kernels alone: here the first step leaves the
// gradient as it is defined, and the second only turns the kernel round where it is a convolution's.
import type { ReferenceKernels, StepArguments } from '../../../../reference-kernel.ts';
import { weightGradientSums } from '../../../../../operations/convolution/reference.ts';

function conv2dWinogradBackwardWeights(step: StepArguments): void {
  const sums = step.f32('sums');
  sums.fill(0);
  sums.set(weightGradientSums(step));
}

function conv2dWinogradReduceWeights(step: StepArguments): void {
  const [sums, dweights, dbias] = [step.f32('sums'), step.f32('dweights'), step.f32('dbias')];
  const taps = step.number('kernelHeight') * step.number('kernelWidth');
  const tapSize = step.number('channels') * step.number('filters');
  for (let tap = 0; tap < taps; tap++) {
    const from = step.number('flip') === 1 ? taps - 1 - tap : tap;
    dweights.set(sums.subarray(from * tapSize, (from + 1) * tapSize), tap * tapSize);
  }
  if (step.number('hasBias') === 1) dbias.set(sums.subarray(taps * tapSize, taps * tapSize + dbias.length));
}

export const winogradGradientReference: ReferenceKernels = {
  conv2dWinogradBackwardWeights,
  conv2dWinogradReduceWeights,
  conv2dStridedWinogradBackwardWeights: conv2dWinogradBackwardWeights,
  conv2dStridedWinogradReduceWeights: conv2dWinogradReduceWeights,
};
