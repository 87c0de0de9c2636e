// What a run says of itself in numbers: its scores, and what it has done so far. The validators define the types: summaries
// cross processes, and a model file carries the one of the run it comes from.
import { z } from 'zod';

/**
 * Loss (mean over examples), and by what the end is held against: the share of examples whose largest output is the right class; or the
 * mean squared error of values from 0 to 1, and 10·log₁₀(1 / that), the signal-to-noise ratio in decibels.
 */
function measuresOf(number: z.ZodType<number>) {
  return { loss: number, accuracy: number.optional(), squaredError: number.optional(), psnr: number.optional() };
}

/** A score whose numbers pass `number`. `ends` where there are several: the loss is then the sum of theirs, each times its weight. */
export function makeScoreSchema(number: z.ZodType<number>) {
  const measures = measuresOf(number);
  return z.object({ ...measures, ends: z.array(z.object({ id: z.string().min(1).max(64), ...measures })).optional() });
}

export const scoreSchema = makeScoreSchema(z.number());
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
