// Scores a network on a list of records, batch by batch.
import type { Execution } from '../program/execution.ts';
import type { BatchLoader } from './batches.ts';
import { programBatchOf } from './programs.ts';
import type { ScoreKeeper } from './scores.ts';

/** Records of one size, with what loads them and the program that evaluates them. */
export interface EvaluatedRecords {
  readonly records: Int32Array;
  readonly loader: BatchLoader;
  readonly program: string;
}

/**
 * Runs the evaluation programs over all records, size by size, and leaves the sums in `scores`, which is reset first. `goOn` is asked
 * after every batch, with the number of records done; false ends early and makes the result false.
 */
export function evaluateRecords(
  execution: Execution,
  groups: readonly EvaluatedRecords[],
  scores: ScoreKeeper,
  goOn: (done: number) => boolean,
): boolean {
  let done = 0;
  scores.reset();
  for (const { records, loader, program } of groups) {
    const batch = records.length === 0 ? 1 : programBatchOf(execution, program);
    for (let first = 0; first < records.length; first += batch) {
      const count = Math.min(batch, records.length - first);
      loader.load(records, first, count, batch);
      execution.run(program);
      scores.addBatch(count);
      scores.checkOutputs(count);
      done += count;
      if (!goOn(done)) return false;
    }
  }
  return true;
}
