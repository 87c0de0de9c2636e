// The list of all ways, one line an operation, the ways of one operation in the order in which equals are preferred.
import type { AnyOperation } from '../../../operations/operation.ts';
import type { AnyWay } from '../way.ts';
import { activationBackward, activationForward } from './activation/way.ts';
import { updateAdam } from './adam/way.ts';
import { adaptiveAverageBackward, adaptiveAverageForward, adaptiveMaxBackward, adaptiveMaxForward } from './adaptive-pooling/way.ts';
import { addTerms } from './add/way.ts';
import { concatenateRows, placeRows, sliceRows } from './concat/way.ts';
import { convolutionWays } from './convolution/index.ts';
import { copyValues } from './copy/way.ts';
import { measureCrossEntropy } from './cross-entropy/way.ts';
import { dropValues } from './dropout/way.ts';
import { globalAverageBackward, globalAverageForward, globalMaxBackward, globalMaxForward } from './global-pooling/way.ts';
import { multiplyValues, scaleRows, spreadRows, sumBlocks } from './multiply/way.ts';
import { normalizeInputRows, sumNormalization } from './normalization/backward/way.ts';
import { giveStatistics, scaleGradientRows } from './normalization/fixed/way.ts';
import { foldRows } from './normalization/fold/way.ts';
import { normalizeRows, normalizeRowsByStatistics, sumStatistics } from './normalization/forward/way.ts';
import { normalizeImages } from './normalize-images/way.ts';
import { averagePoolingBackward, averagePoolingForward } from './pooling/average/way.ts';
import { maxPoolingBackward, maxPoolingForward } from './pooling/max/way.ts';
import { unpoolingBackward } from './pooling/unpool/way.ts';
import { measureProbabilityError } from './probability-error/way.ts';
import { multiplyExample, multiplyFilter, multiplyInput, multiplyPanels, sumExamples } from './product/way.ts';
import { updateSgd } from './sgd/way.ts';
import { softmaxBackward, softmaxForward } from './softmax/way.ts';
import { takeUnitImages } from './unit-images/way.ts';
import { measureValues } from './value-loss/way.ts';

export const ways: readonly AnyWay[] = [
  // convolutions
  ...convolutionWays,
  // values
  activationForward,
  activationBackward,
  addTerms,
  copyValues,
  normalizeImages,
  concatenateRows,
  sliceRows,
  placeRows,
  dropValues,
  multiplyValues,
  scaleRows,
  sumBlocks,
  spreadRows,
  // pooling
  maxPoolingForward,
  maxPoolingBackward,
  averagePoolingForward,
  averagePoolingBackward,
  unpoolingBackward,
  adaptiveMaxForward,
  adaptiveMaxBackward,
  adaptiveAverageForward,
  adaptiveAverageBackward,
  globalMaxForward,
  globalMaxBackward,
  globalAverageForward,
  globalAverageBackward,
  // products
  multiplyExample,
  multiplyPanels,
  multiplyFilter,
  multiplyInput,
  sumExamples,
  // normalisation
  sumStatistics,
  normalizeRows,
  sumNormalization,
  normalizeInputRows,
  normalizeRowsByStatistics,
  giveStatistics,
  scaleGradientRows,
  foldRows,
  // losses
  softmaxForward,
  softmaxBackward,
  measureCrossEntropy,
  measureProbabilityError,
  measureValues,
  takeUnitImages,
  // updates
  updateSgd,
  updateAdam,
];

const byOperation = new Map<string, AnyWay[]>();
for (const way of ways) byOperation.set(way.operation.name, [...(byOperation.get(way.operation.name) ?? []), way]);

/** The ways of an operation. */
export function waysOf(operation: AnyOperation): readonly AnyWay[] {
  return byOperation.get(operation.name) ?? [];
}
