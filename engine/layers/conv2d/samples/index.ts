// All sample cases of a convolution, sorted by what they were written for; each goes through whatever fits it.
import type { SampleCase } from '../../layer.ts';
import { patchesSamples } from './patches.ts';
import { winogradSamples } from './winograd.ts';
import { winogradGradientSamples } from './winograd-gradient.ts';
import { stridedWinogradSamples } from './winograd-strided.ts';

export const conv2dSamples: readonly SampleCase[] = [
  ...patchesSamples,
  ...winogradSamples,
  ...winogradGradientSamples,
  ...stridedWinogradSamples,
];
