// Messages and diagnostics as they are parsed where they arrive from another process: nothing unknown, nothing endless.
import { z } from 'zod';
import type { Diagnostic } from './diagnostics.ts';
import type { Message, MessageValues } from './messages.ts';

/** Characters of one text: a path, or what a file holds. */
export const longestText = 4096;
const mostItems = 64;
/** Messages within messages: a list in a phrase in a problem is three. */
const deepest = 5;

const identifier = z.string().min(1).max(64);
const text = z.string().max(longestText);
const layer = text;

/** A value at a depth: what holds others holds shallower ones. */
function valueSchemaAt(depth: number): z.ZodType<unknown> {
  const plain = [
    text,
    z.number(),
    z.nan(),
    z.literal([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
    z.boolean(),
    z.array(z.number()).max(8),
    z.strictObject({ kind: z.literal('bytes'), bytes: z.number(), exact: z.boolean().optional() }),
    z.strictObject({ kind: z.literal('layer'), type: text }),
    z.strictObject({ kind: z.literal('field'), layer, name: text, option: text.optional() }),
    z.strictObject({ kind: z.literal('port'), layer, side: z.enum(['inputs', 'outputs']), name: text }),
    z.strictObject({ kind: z.literal('node'), id: text, type: text, name: text.optional() }),
  ] as const;
  if (depth === 0) return z.union(plain);
  const inner = valueSchemaAt(depth - 1);
  const list = z.strictObject({ kind: z.literal('list'), items: z.array(inner).max(mostItems), joined: z.enum(['and', 'or', 'comma']) });
  return z.union([...plain, list, z.strictObject({ kind: z.literal('message'), id: identifier, values: valuesOf(inner) })]);
}

function valuesOf(value: z.ZodType<unknown>) {
  return z.record(identifier, value).refine((values) => Object.keys(values).length <= mostItems);
}

const values = valuesOf(valueSchemaAt(deepest));

const messageShape = { id: identifier, values: values as z.ZodType<MessageValues> };
export const messageSchema: z.ZodType<Message> = z.object(messageShape);

const parameterValueSchema = z.union([
  z.number(),
  z.boolean(),
  z.string().max(256),
  z.tuple([z.number(), z.number()]),
  z.strictObject({ top: z.number(), bottom: z.number(), left: z.number(), right: z.number() }),
]);
const parameters = z.record(z.string().max(64), parameterValueSchema).optional();

const documentChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set-parameter'), node: identifier, name: z.string().max(64), value: parameterValueSchema }),
  z.strictObject({
    kind: z.literal('set-node'),
    node: identifier,
    name: z.enum(['frozen', 'weightsOf']),
    value: z.union([z.boolean(), identifier, z.null()]),
  }),
  z.strictObject({ kind: z.literal('set-training'), name: z.literal('batchSize'), value: z.int().min(0) }),
  z.strictObject({ kind: z.literal('set-images'), name: z.literal('validationShare'), value: z.number().min(0).max(0.9) }),
  z.strictObject({ kind: z.literal('remove-node'), node: identifier }),
  z.strictObject({ kind: z.literal('remove-edge'), edge: identifier }),
  z.strictObject({
    kind: z.literal('connect'),
    source: identifier,
    target: identifier,
    sourcePort: identifier.optional(),
    targetPort: identifier.optional(),
  }),
  z.strictObject({ kind: z.literal('add-node'), type: z.string().max(64) }),
  z.strictObject({ kind: z.literal('insert-node'), type: z.string().max(64), edge: identifier, parameters }),
]);

/** The fields of a diagnostic, for what is a diagnostic and more. */
export const diagnosticShape = {
  ...messageShape,
  severity: z.enum(['error', 'warning']),
  node: text.optional(),
  edge: text.optional(),
  path: text.optional(),
  size: z.object({ height: z.int().min(0), width: z.int().min(0) }).optional(),
  fix: z.object({ ...messageShape, changes: z.array(documentChangeSchema).max(mostItems) }).optional(),
};

export const diagnosticSchema = z.object(diagnosticShape) as unknown as z.ZodType<Diagnostic>;
