// Divides images into training and validation, class by class, from a seed. Each class draws from its own generator
// (the seed and its name), so that adding images to one class does not reshuffle the others.
import { createRandom, deriveSeed } from '../base/random.ts';
import type { SplitSettings } from './image-folder.ts';

export interface Split {
  readonly training: Int32Array;
  readonly validation: Int32Array;
}

/** records: i32[n], numbers in path order; labels: i32 by record number, class indices. Both results keep the order of
 * records and together are records. Of each class round(share · count) go to validation, at least one (for a share above
 * 0) and at most all but one; a class of one image has it in training. */
export function splitStratified(records: Int32Array, labels: Int32Array, classes: readonly string[], settings: SplitSettings): Split {
  const byClass: number[][] = classes.map(() => []);
  for (const record of records) byClass[labels[record] ?? -1]?.push(record);
  const held = new Set<number>();
  classes.forEach((name, label) => {
    const shuffled = Int32Array.from(byClass[label] ?? []);
    createRandom(deriveSeed(settings.seed, name)).shuffle(shuffled);
    for (const record of shuffled.subarray(0, countValidation(shuffled.length, settings.validationShare))) held.add(record);
  });
  return { training: records.filter((record) => !held.has(record)), validation: records.filter((record) => held.has(record)) };
}

function countValidation(count: number, share: number): number {
  if (share <= 0 || count < 2) return 0;
  return Math.min(count - 1, Math.max(1, Math.round(count * share)));
}
