// The list of all operations: what any program is made of.
import { activation, activationGradient } from './activation/operation.ts';
import { adamUpdate } from './adam/operation.ts';
import {
  adaptiveAveragePooling,
  adaptiveAveragePoolingInput,
  adaptiveMaxPooling,
  adaptiveMaxPoolingInput,
} from './adaptive-pooling/operation.ts';
import { addition } from './add/operation.ts';
import { concatenation, placement, slicing } from './concat/operation.ts';
import { convolution, convolutionFilter, convolutionInput } from './convolution/operation.ts';
import { copying } from './copy/operation.ts';
import { crossEntropy } from './cross-entropy/operation.ts';
import { dropping } from './dropout/operation.ts';
import { globalAveragePooling, globalAveragePoolingInput, globalMaxPooling, globalMaxPoolingInput } from './global-pooling/operation.ts';
import { channelScale, multiplication, positionSpread, positionSum } from './multiply/operation.ts';
import { batchNormalization, batchStatistics } from './normalization/batch.ts';
import { fixedStatistics, normalizationInput, normalizationSums, scaleByStatistics } from './normalization/gradient.ts';
import { foldedNormalization, normalizationByStatistics } from './normalization/operation.ts';
import { imageNormalization } from './normalize-images/operation.ts';
import type { AnyOperation, Attributes, OperationDefinition } from './operation.ts';
import { averagePooling, averagePoolingInput, maxPooling, maxPoolingInput } from './pooling/operation.ts';
import { unpoolingInput } from './pooling/unpooling.ts';
import { probabilityError } from './probability-error/operation.ts';
import { exampleSum, product, productFilter, productInput } from './product/operation.ts';
import { reshaping } from './reshape/operation.ts';
import { sgdUpdate } from './sgd/operation.ts';
import { softmax, softmaxGradient } from './softmax/operation.ts';
import { unitImages } from './unit-images/operation.ts';
import { valueLoss } from './value-loss/operation.ts';

const listed = <A extends Attributes>(definition: OperationDefinition<A>): AnyOperation => definition as unknown as AnyOperation;

export const operations: readonly AnyOperation[] = [
  listed(activation),
  listed(activationGradient),
  listed(addition),
  listed(convolution),
  listed(convolutionInput),
  listed(convolutionFilter),
  listed(copying),
  listed(imageNormalization),
  listed(reshaping),
  listed(adaptiveAveragePooling),
  listed(adaptiveAveragePoolingInput),
  listed(adaptiveMaxPooling),
  listed(adaptiveMaxPoolingInput),
  listed(averagePooling),
  listed(averagePoolingInput),
  listed(channelScale),
  listed(concatenation),
  listed(dropping),
  listed(globalAveragePooling),
  listed(globalAveragePoolingInput),
  listed(globalMaxPooling),
  listed(globalMaxPoolingInput),
  listed(maxPooling),
  listed(maxPoolingInput),
  listed(unpoolingInput),
  listed(multiplication),
  listed(placement),
  listed(positionSpread),
  listed(positionSum),
  listed(slicing),
  listed(product),
  listed(productInput),
  listed(productFilter),
  listed(exampleSum),
  listed(batchStatistics),
  listed(batchNormalization),
  listed(normalizationSums),
  listed(normalizationInput),
  listed(normalizationByStatistics),
  listed(fixedStatistics),
  listed(scaleByStatistics),
  listed(foldedNormalization),
  listed(softmax),
  listed(softmaxGradient),
  listed(crossEntropy),
  listed(probabilityError),
  listed(unitImages),
  listed(valueLoss),
  listed(sgdUpdate),
  listed(adamUpdate),
];
