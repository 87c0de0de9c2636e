// What the rest of the program knows of an opened image folder: settings in, plain values out. Everything here survives
// structured cloning, so that the window, the main process and the training workers see one shape. Settings are parsed
// (zod) because they come from documents and command lines; a person's mistake is a DatasetProblem, never an exception.
import { z } from 'zod';
import { diagnosticShape, longestText, messageSchema } from '../base/diagnostic-schema.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import type { ImageSize, SizeRange } from '../base/image-sizes.ts';
import type { Message } from '../base/messages.ts';
import { fitModes } from '../document/fit.ts';
import { type Originals, originalsSchema } from './originals.ts';

const side = z.int().min(1).max(4096);
const byte = z.int().min(0).max(255);

/** How sizes grow where images keep their own: by steps, up to a longest side (base/image-sizes.ts). */
export const sizesSchema = z.object({ step: z.int().min(1).max(1024), largest: side });

/** Target pixels of one image: u8[height,width,channels], with `sizes` the smallest; background (r, g, b) fills bars and shows through alpha. */
export const imageSettingsSchema = z.object({
  height: side,
  width: side,
  channels: z.union([z.literal(1), z.literal(3)]),
  fit: z.enum(fitModes),
  background: z.tuple([byte, byte, byte]),
  sizes: sizesSchema.optional(),
});
export type ImageSettings = z.infer<typeof imageSettingsSchema>;

/** The sizes that images may have; undefined where all have one. */
export function sizeRangeOfImages({ height, width, sizes }: ImageSettings): SizeRange | undefined {
  return sizes === undefined ? undefined : { height, width, ...sizes };
}

/** validationShare: 0 (none) … 0.9 of every class; seed: any 32-bit integer. Unused where a validation folder exists. */
export const splitSettingsSchema = z.object({
  validationShare: z.number().min(0).max(0.9),
  seed: z.int().min(0).max(0xffffffff),
});
export type SplitSettings = z.infer<typeof splitSettingsSchema>;

/** What is wrong with the folder or file at path, and what a person can do about it: the fix changes no document. */
export const datasetProblemSchema = z.object({
  ...diagnosticShape,
  path: z.string().max(longestText),
}) as unknown as z.ZodType<DatasetProblem>;
export type DatasetProblem = Diagnostic & { readonly path: string };

export const skipReasonIds = [
  'empty',
  'not-an-image',
  'unsupported-format',
  'damaged',
  'too-many-pixels',
  'file-too-large',
  'no-permission',
  'not-a-file',
  'missing',
  'unreadable',
  'decoder-crashed',
] as const;
export type SkipReasonId = (typeof skipReasonIds)[number];

/** A file with an image's extension that could not be used: path relative to the opened folder, reason a phrase for a person (words.ts). */
export const skippedFileSchema = z.object({ path: z.string(), id: z.enum(skipReasonIds), reason: messageSchema });
export interface SkippedFile {
  readonly path: string;
  readonly id: SkipReasonId;
  readonly reason: Message;
}

export const partNames = ['training', 'validation', 'test'] as const;
export type PartName = (typeof partNames)[number];

/** indices: the part's records, ordered by path (so independent of decoding order); perClass: images by class index, none without classes. */
export interface DatasetPart {
  readonly indices: Int32Array;
  readonly count: number;
  readonly perClass: readonly number[];
}

/** Mean and standard deviation by channel of the training part's pixels, on the scale 0 … 1 (bytes divided by 255). */
export interface Normalization {
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

/** Where records lie whose images keep their own sizes. Arrays by record; of one that was not read, the bytes are 0. */
export interface RecordLayout {
  /** The sizes that occur, by height and width. */
  readonly sizes: readonly ImageSize[];
  /** Index into sizes. */
  readonly sizeOf: Uint8Array;
  /** Of the first byte, and how many there are: u8[height,width,channels]. */
  readonly offsets: Float64Array;
  readonly bytes: Uint32Array;
}

/** Where the decoded bytes lie: record r occupies imageBytes bytes, u8[height,width,channels], at r * imageBytes (after
 * headerBytes in a file), or what the layout says and imageBytes at most. Can be cloned to a worker thread, which opens it with
 * openPixelReader. */
export type PixelSource =
  | { readonly kind: 'memory'; readonly buffer: SharedArrayBuffer; readonly imageBytes: number; readonly layout?: RecordLayout }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly headerBytes: number;
      readonly imageBytes: number;
      readonly layout?: RecordLayout;
      /** The file held open by this process, so that it can be read when its name is gone. */
      readonly held?: { readonly descriptor: number; readonly inode: number; readonly device: number };
    };

/** The size of a record's image. */
export function sizeOfRecord({ settings, pixels }: Pick<OpenedDataset, 'settings' | 'pixels'>, record: number): ImageSize {
  return pixels.layout?.sizes[pixels.layout.sizeOf[record] ?? 0] ?? settings;
}

/** Many paths as one string: path r is text.slice(ends[r - 1] ?? 0, ends[r]). */
export interface RecordPaths {
  readonly text: string;
  readonly ends: Int32Array;
}

/** Path of a record relative to the opened folder, with '/' between its parts. Throws on a record that does not exist. */
export function recordPath(paths: RecordPaths, record: number): string {
  const end = paths.ends[record];
  if (end === undefined) throw new RangeError(`record ${record} of ${paths.ends.length}`);
  return paths.text.slice(record === 0 ? 0 : paths.ends[record - 1], end);
}

export function packRecordPaths(paths: readonly string[]): RecordPaths {
  const ends = new Int32Array(paths.length);
  let end = 0;
  paths.forEach((path, record) => {
    end += path.length;
    ends[record] = end;
  });
  return { text: paths.join(''), ends };
}

/** An image folder ready to be trained on. Records are numbered in path order; labels[r] is the class index of record r,
 * or -1 where the file was skipped or belongs to no trained class (such a record is in no part), or where there are no classes. */
export interface OpenedDataset {
  readonly folder: string;
  /** None where no folder names the images: only a network that tells no classes apart can be trained on them (fit.ts). */
  readonly classes: readonly string[];
  readonly settings: ImageSettings;
  readonly parts: {
    readonly training: DatasetPart;
    readonly validation: DatasetPart;
    readonly test?: DatasetPart;
  };
  readonly labels: Int32Array;
  readonly paths: RecordPaths;
  readonly skipped: readonly SkippedFile[];
  readonly ignored: number;
  readonly warnings: readonly DatasetProblem[];
  readonly normalization: Normalization;
  /** What the files look like as they are; absent where nobody has looked. */
  readonly originals?: Originals;
  readonly pixels: PixelSource;
  readonly fromCache: number;
  readonly decoded: number;
  readonly milliseconds: number;
}

export type OpenResult =
  | { readonly kind: 'opened'; readonly dataset: OpenedDataset }
  | { readonly kind: 'problem'; readonly problems: readonly DatasetProblem[]; readonly skipped: readonly SkippedFile[] }
  | { readonly kind: 'cancelled' };

export interface DatasetProgress {
  readonly phase: 'scan' | 'decode';
  readonly done: number;
  readonly total: number;
  readonly path?: string;
}

const count = z.int().min(0);
const partSummarySchema = z.object({ count, perClass: z.array(count) });

/** What the window shows of an opened folder: the same facts without the arrays. */
export const datasetSummarySchema = z.object({
  folder: z.string(),
  classes: z.array(z.string()),
  settings: imageSettingsSchema,
  parts: z.object({
    training: partSummarySchema,
    validation: partSummarySchema,
    test: partSummarySchema.optional(),
  }),
  skipped: z.array(skippedFileSchema),
  ignored: count,
  warnings: z.array(datasetProblemSchema),
  normalization: z.object({ mean: z.array(z.number()), standardDeviation: z.array(z.number()) }),
  originals: originalsSchema.optional(),
  fromCache: count,
  decoded: count,
  milliseconds: z.number(),
});
export type DatasetSummary = z.infer<typeof datasetSummarySchema>;

export function summarizeDataset(dataset: OpenedDataset): DatasetSummary {
  const summarizePart = (part: DatasetPart) => ({ count: part.count, perClass: [...part.perClass] });
  const { training, validation, test } = dataset.parts;
  return {
    folder: dataset.folder,
    classes: [...dataset.classes],
    settings: dataset.settings,
    parts: {
      training: summarizePart(training),
      validation: summarizePart(validation),
      ...(test ? { test: summarizePart(test) } : {}),
    },
    skipped: [...dataset.skipped],
    ignored: dataset.ignored,
    warnings: [...dataset.warnings],
    normalization: {
      mean: [...dataset.normalization.mean],
      standardDeviation: [...dataset.normalization.standardDeviation],
    },
    ...(dataset.originals === undefined ? {} : { originals: dataset.originals }),
    fromCache: dataset.fromCache,
    decoded: dataset.decoded,
    milliseconds: dataset.milliseconds,
  };
}
