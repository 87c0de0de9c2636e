// The list of all ways, one line an operation, the ways of one operation in the order in which equals are preferred.
import type { AnyOperation } from '../../../operations/operation.ts';
import type { AnyWay } from '../way.ts';
import { activationBackward, activationForward } from './activation/way.ts';
import { addTerms } from './add/way.ts';
import { copyValues } from './copy/way.ts';
import { normalizeImages } from './normalize-images/way.ts';

export const ways: readonly AnyWay[] = [
  // values
  activationForward,
  activationBackward,
  addTerms,
  copyValues,
  normalizeImages,
];

const byOperation = new Map<string, AnyWay[]>();
for (const way of ways) byOperation.set(way.operation.name, [...(byOperation.get(way.operation.name) ?? []), way]);

/** The ways of an operation. */
export function waysOf(operation: AnyOperation): readonly AnyWay[] {
  return byOperation.get(operation.name) ?? [];
}
