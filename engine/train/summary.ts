// What a run says of itself in numbers: its scores, and what it has done so far. The validators define the types: summaries
// cross processes, and a model file carries the one of the run it comes from.
import { z } from 'zod';

/** Loss (mean over examples) and the share of examples whose largest output is the right class. */
export const scoreSchema = z.object({ loss: z.number(), accuracy: z.number() });
export type Score = z.infer<typeof scoreSchema>;

const count = z.int().min(0);

export const runSummarySchema = z.object({
  epochs: count,
  steps: count,
  images: count,
  seconds: z.number().min(0),
  training: scoreSchema,
  validation: scoreSchema.nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;
