// What a run tells while it runs, in the order in which it happens: start, steps, epochs, maps, pauses and its end, of which there
// are three kinds that are never mistaken for one another. The validators define the types, because events cross processes.
import { z } from 'zod';
import { messageSchema } from '../base/diagnostic-schema.ts';
import { featureMapSchema } from './maps.ts';
import { runSummarySchema, scoreSchema } from './summary.ts';

const count = z.int().min(0);
const runId = z.int();

/** What a training run tells while it runs. Worker 0 speaks for all workers; the host adds `crashed`. */
export const trainEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run-started'),
    runId,
    epochs: count,
    stepsPerEpoch: count,
    batchSize: count,
    workers: count,
    arenaBytes: count,
    parameterCount: count,
    backend: z.string(),
  }),
  /** Several steps at once: one entry a training step. */
  z.object({
    kind: z.literal('batches'),
    runId,
    firstStep: count,
    losses: z.array(z.number()),
    /** Of the first end of either kind, where there is one. */
    accuracies: z.array(z.number()).optional(),
    psnrs: z.array(z.number()).optional(),
    imagesPerSecond: z.number(),
  }),
  z.object({
    kind: z.literal('epoch'),
    runId,
    /** From 1. */
    epoch: count,
    /** Steps done since the start. */
    step: count,
    training: scoreSchema,
    validation: scoreSchema.nullable(),
    learningRate: z.number(),
    seconds: z.number(),
    /** Seconds of these in which training waited for pixels from a file. */
    waited: z.number(),
  }),
  z.object({
    kind: z.literal('preview'),
    runId,
    step: count,
    maps: z.array(featureMapSchema),
    probabilities: z.array(z.number()),
    /** What ends that give images back have made of this one, values from 0 to 1; absent where there is none. */
    reconstructions: z.array(featureMapSchema).optional(),
  }),
  z.object({ kind: z.literal('paused'), runId, step: count }),
  z.object({ kind: z.literal('resumed'), runId, step: count }),
  z.object({ kind: z.literal('finished'), runId, summary: runSummarySchema }),
  z.object({ kind: z.literal('stopped'), runId, summary: runSummarySchema }),
  z.object({
    kind: z.literal('crashed'),
    runId,
    reason: z.enum(['worker-threw', 'worker-exited', 'out-of-memory', 'diverged']),
    /** A phrase of the catalogue. */
    message: messageSchema,
    /** The epoch whose weights are kept and usable; 0 where there is none. */
    keptEpoch: count,
    /** That epoch is not the last sound one but the one with the lowest validation loss: so where a run has diverged. */
    keptBest: z.boolean().optional(),
  }),
]);
export type TrainEvent = z.infer<typeof trainEventSchema>;
