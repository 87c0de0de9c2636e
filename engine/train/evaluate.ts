// Scores a network on a list of records, batch by batch.
import type { Execution } from '../program/execution.ts';
import type { BatchLoader } from './batches.ts';
import { evaluateProgram, evaluationBatchOf } from './programs.ts';
import type { ScoreKeeper } from './scores.ts';

/**
 * Runs the evaluation program over all `records` and leaves the sums in `scores`, which is reset first. `goOn` is asked
 * after every batch, with the number of records done; false ends early and makes the result false.
 */
export function evaluateRecords(
  execution: Execution,
  loader: BatchLoader,
  scores: ScoreKeeper,
  records: Int32Array,
  goOn: (done: number) => boolean,
): boolean {
  const batch = evaluationBatchOf(execution);
  scores.reset();
  for (let first = 0; first < records.length; first += batch) {
    const count = Math.min(batch, records.length - first);
    loader.load(records, first, count, batch);
    execution.run(evaluateProgram);
    scores.addBatch(count);
    scores.checkOutputs(count);
    if (!goOn(first + count)) return false;
  }
  return true;
}
