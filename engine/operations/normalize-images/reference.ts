// Bytes to values: y = byte × scale[channel] + offset[channel].
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';

function normalizeImages(step: StepArguments): void {
  const [bytes, scale, offset, y] = [step.u8('bytes'), step.f32('scale'), step.f32('offset'), step.f32('y')];
  const [pixels, channels] = [step.number('pixels'), step.number('channels')];
  for (let index = 0; index < pixels * channels; index++) {
    const channel = index % channels;
    y[index] = (bytes[index] as number) * (scale[channel] as number) + (offset[channel] as number);
  }
}

export const inputReference: ReferenceKernels = { normalizeImages };
