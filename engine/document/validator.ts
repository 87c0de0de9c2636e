// The structure of a document as a validator, from which the JSON Schema derives as well. It knows sizes and names, not
// meaning: whether layers fit together is for network/analyze.ts.
import { z } from 'zod';
import { documentFormat, documentVersion } from './document.ts';
import { fitDescription, fitModes } from './fit.ts';

export const maximumNodes = 2000;
export const maximumEdges = 8000;

export const nodeIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'characters-of-an-id');
/** The name of one of a layer's inputs or outputs. */
const portSchema = z.string().regex(/^[A-Za-z0-9]{1,32}$/, 'characters-of-a-port');
const name = z.string().max(200);
const coordinate = z.number().min(-1e6).max(1e6);
const parameters = z.record(z.string().max(64), z.unknown());
const chosen = z.strictObject({ type: z.string().max(64), parameters });
const byte = z.int().min(0).max(255);

export const documentSchema = z.strictObject({
  format: z.literal(documentFormat),
  version: z.literal(documentVersion),
  name,
  nodes: z
    .array(
      z.strictObject({
        id: nodeIdSchema,
        type: z.string().max(64),
        name: name.optional(),
        parameters,
        position: z.strictObject({ x: coordinate, y: coordinate }),
        frozen: z.boolean().optional(),
        weightsOf: nodeIdSchema.optional(),
      }),
    )
    .max(maximumNodes),
  edges: z
    .array(
      z.strictObject({
        id: nodeIdSchema,
        source: nodeIdSchema,
        target: nodeIdSchema,
        sourcePort: portSchema.optional(),
        targetPort: portSchema.optional(),
      }),
    )
    .max(maximumEdges),
  training: z.strictObject({
    epochs: z.int().min(1).max(100000),
    batchSize: z.int().min(1).max(4096),
    seed: z.int().min(0).max(4294967295),
    optimizer: chosen,
    schedule: chosen,
  }),
  images: z.strictObject({
    fit: z.enum(fitModes).describe(fitDescription),
    background: z.tuple([byte, byte, byte]),
    validationShare: z.number().min(0).max(0.9),
  }),
});
