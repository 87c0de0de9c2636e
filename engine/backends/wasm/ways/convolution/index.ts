// The ways of a convolution and of its two gradients. Of equals the first is taken: a transform only where it costs less than the
// definition, but for the filter gradient with stride 1, whose threshold (way.ts there) counts as gained.
import type { AnyWay } from '../../way.ts';
import { patchesFilter, patchesForward, patchesInput } from './patches/way.ts';
import { planarFilter, planarForward } from './planar/way.ts';
import { scatterInput } from './scatter/way.ts';
import { winogradForward, winogradInput } from './winograd/way.ts';
import { winogradFilter } from './winograd-gradient/way.ts';
import { stridedFilter } from './winograd-strided/gradient/way.ts';
import { stridedForward, stridedInput } from './winograd-strided/way.ts';

export const convolutionWays: readonly AnyWay[] = [
  planarForward,
  patchesForward,
  winogradForward,
  stridedForward,
  patchesInput,
  scatterInput,
  winogradInput,
  stridedInput,
  planarFilter,
  winogradFilter,
  patchesFilter,
  stridedFilter,
];
