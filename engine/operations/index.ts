// The list of all operations: what any program is made of.
import { activation, activationGradient } from './activation/operation.ts';
import { addition } from './add/operation.ts';
import { copying } from './copy/operation.ts';
import { imageNormalization } from './normalize-images/operation.ts';
import type { AnyOperation, Attributes, OperationDefinition } from './operation.ts';
import { reshaping } from './reshape/operation.ts';

const listed = <A extends Attributes>(definition: OperationDefinition<A>): AnyOperation => definition as unknown as AnyOperation;

export const operations: readonly AnyOperation[] = [
  listed(activation),
  listed(activationGradient),
  listed(addition),
  listed(copying),
  listed(imageNormalization),
  listed(reshaping),
];
