// The outer form of a model file: every field, its type and range. What the fields must have to do with one another (shapes,
// checksums, class counts) is checked after this, in model-json.ts. The JSON Schema in assets/schema derives from it.
import { z } from 'zod';
import { fitDescription, fitModes } from '../document/fit.ts';
import { runSummarySchema } from '../train/summary.ts';
import { testVectorCount } from '../train/test-records.ts';
import { type CheckedPart, modelFormat, modelVersion } from './model.ts';

/** Bounds of a file that is still looked at; more is refused before anything is allocated. */
export const modelLimits = { weights: 10_000, ends: 2000, classes: 10_000, dimensions: 8, nameLength: 256, side: 4096 } as const;

const side = z.int().min(1).max(modelLimits.side);
const byte = z.int().min(0).max(255);
const name = z.string().min(1).max(modelLimits.nameLength);
const checksum = z.string().regex(/^[0-9a-f]{64}$/, 'characters-of-a-checksum');
const base64 = z.string().describe('Base64 with padding, RFC 4648 section 4.');

export const modelWeightSchema = z.strictObject({
  node: name.describe('Id of the node in `network.nodes`.'),
  name: name.describe('Name of the weight within its layer: `weights`, `bias`, `scale`.'),
  shape: z.array(z.int().min(1)).max(modelLimits.dimensions).describe('Lengths by dimension; the last one lies closest together.'),
  data: base64.describe('The values: f32, little-endian, base64.'),
  sha256: checksum.describe('sha256 of the bytes behind `data`, hexadecimal.'),
});

export const preprocessingSchema = z.strictObject({
  height: side,
  width: side,
  channels: z.union([z.literal(1), z.literal(3)]),
  fit: z.enum(fitModes).describe(fitDescription),
  background: z.tuple([byte, byte, byte]).describe('Red, green, blue: under transparency and around `contain`.'),
  sizes: z
    .strictObject({ step: side, largest: side })
    .optional()
    .describe(
      'Present where images keep their own sizes. An image is shrunk as a whole until no side is longer than the largest of height + k·step (width + k·step) up to `largest`; each side is then rounded up to such a length, and the image fitted into it.',
    ),
  mean: z.array(z.number()).describe('By channel, on the scale 0 … 1.'),
  standardDeviation: z.array(z.number().positive()).describe('By channel, on the scale 0 … 1.'),
});

export const testVectorSchema = z.strictObject({
  input: base64.describe('u8[height,width,channels] before normalisation, base64.'),
  height: side.optional().describe('Of the image, where images keep their own sizes.'),
  width: side.optional().describe('Of the image, where images keep their own sizes.'),
  output: z.array(z.number().min(0).max(1)).optional().describe('The probability of every class, where the only end is a classification.'),
  outputs: z
    .array(z.strictObject({ end: name, data: base64 }))
    .max(modelLimits.ends)
    .optional()
    .describe('Otherwise the prediction of every end: f32, little-endian, base64.'),
});

export const endSchema = z.strictObject({
  id: name.describe('Id of the node in `network.nodes`.'),
  kind: name.describe('Type of the node.'),
  target: z.enum(['labels', 'images']).describe('What predictions are held against.'),
  shape: z.array(z.int().min(1)).max(modelLimits.dimensions).describe('Of one prediction: classes, or height, width and channels.'),
});

const checksumsSchema = z.strictObject({
  createdBy: checksum,
  network: checksum,
  classes: checksum,
  preprocessing: checksum,
  training: checksum,
  testVectors: checksum,
} satisfies Record<CheckedPart, typeof checksum>);

/** `network` is checked by `parseDocument`. */
export const modelSchema = z.strictObject({
  format: z.literal(modelFormat),
  version: z.literal(modelVersion),
  createdBy: z.string().max(modelLimits.nameLength).describe('The program that wrote the file.'),
  network: z.unknown().describe('A `receptive-network` document.'),
  weights: z.array(modelWeightSchema).max(modelLimits.weights),
  ends: z.array(endSchema).min(1).max(modelLimits.ends).describe('The outputs of the network, in the order of its nodes.'),
  classes: z.array(name).max(modelLimits.classes).describe('Class names in the order of the outputs; none where no end tells classes.'),
  preprocessing: preprocessingSchema,
  training: z.strictObject(runSummarySchema.shape),
  testVectors: z.array(testVectorSchema).length(testVectorCount).describe('Images with the outputs that an import must reproduce.'),
  checksums: checksumsSchema.optional().describe('sha256, hexadecimal, of the JSON of each part without spaces, fields in their order.'),
});
export type ModelEnvelope = z.infer<typeof modelSchema>;
