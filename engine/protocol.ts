// Everything that crosses a process: commands of the window to the main process, events back, and the messages between
// the main process and its training workers. Each message is parsed where it arrives; these validators define the types.

import { z } from 'zod';
import { diagnosticSchema } from './base/diagnostic-schema.ts';
import { languages } from './base/messages.ts';
import { datasetProblemSchema, datasetSummarySchema, skippedFileSchema } from './datasets/image-folder.ts';
import { trainEventSchema } from './train/events.ts';
import { featureMapSchema } from './train/maps.ts';
import { scoreSchema } from './train/summary.ts';

const identifier = z.string().min(1).max(64);
const count = z.int().min(0);

/** Panels that share a place, one in front of the others: their ids, the one in front, and the place's share of its dock in percent. */
const stackSchema = z.object({ views: z.array(identifier).min(1).max(64), active: identifier, share: z.number().min(0).max(100) });
/** One side of the window: how wide or high it is, in pixels, and its places in order. A dock that is folded keeps what it holds. */
const dockSchema = z.object({ size: z.number().min(100).max(8000), isOpen: z.boolean(), stacks: z.array(stackSchema).max(64) });
/** Where the panels of the window are. Another version than this one's is not read. */
export const workbenchLayoutSchema = z.object({
  version: z.literal(1),
  docks: z.object({ left: dockSchema, right: dockSchema, bottom: dockSchema }),
  hidden: z.array(identifier).max(64),
});
export type WorkbenchLayout = z.infer<typeof workbenchLayoutSchema>;

/** What a person has chosen; `system` is the language that the operating system asks for. */
const languageSettingSchema = z.enum(['system', ...languages]);

// ── Commands: window → main ──────────────────────────────────────────────────────────────────────────────────────────

/** A document as unknown data: `parseDocument` (document/parse.ts) checks it wherever it arrives. */
const documentData = z.unknown();
const pathName = z.string().min(1).max(4096);

/** Which records of the opened data set: by part and position in the part. */
export const imageReferenceSchema = z.object({ part: z.enum(['training', 'validation', 'test']), index: count });
export type ImageReference = z.infer<typeof imageReferenceSchema>;

export const previewRequestSchema = z.object({
  /** Nodes whose maps are on the screen; none switches the previews off. */
  nodes: z.array(identifier).max(256),
  image: imageReferenceSchema,
  /** Maps a second, at most. */
  rate: z.number().min(0.1).max(30),
  maximumChannels: z.int().min(1).max(256),
});
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

// The application menu, as the page wants it shown. What a role does is the system's; all else is told to the page by its id.
const menuLabel = z.string().min(1).max(200);
const menuId = z.string().regex(/^[a-z][a-zA-Z0-9:-]{0,79}$/);
const menuRoles = ['cut', 'copy', 'paste', 'quit', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen', 'toggleDevTools'] as const;
export type MenuRole = (typeof menuRoles)[number];

const menuCommandSchema = z.strictObject({
  kind: z.literal('command'),
  id: menuId,
  label: menuLabel,
  /** Shown beside the label; the key itself is the page's. */
  accelerator: z
    .string()
    .regex(/^((CmdOrCtrl|Shift|Alt)\+){0,3}([A-Z0-9]|F([1-9]|1[0-2])|Plus|Delete|Escape|Enter|Space|[-.,?=])$/)
    .optional(),
  isEnabled: z.boolean(),
  /** Where it switches something: whether that is on. */
  isOn: z.boolean().optional(),
  /** Of those side by side that say so, exactly one is on. */
  isChoice: z.boolean().optional(),
});
export type MenuCommandDescription = z.infer<typeof menuCommandSchema>;

export const menuItemSchema = z.discriminatedUnion('kind', [
  menuCommandSchema,
  /** A menu of its own beside the item: of commands, and no deeper. */
  z.strictObject({ kind: z.literal('submenu'), label: menuLabel, items: z.array(menuCommandSchema).min(1).max(100) }),
  z.strictObject({ kind: z.literal('role'), id: menuId.optional(), role: z.enum(menuRoles), label: menuLabel }),
  z.strictObject({ kind: z.literal('line') }),
]);
export type MenuItemDescription = z.infer<typeof menuItemSchema>;

export const menuDescriptionSchema = z.strictObject({ id: menuId, label: menuLabel, items: z.array(menuItemSchema).min(1).max(100) });
export type MenuDescription = z.infer<typeof menuDescriptionSchema>;

export const commandSchemas = {
  openDocument: z.object({ path: pathName.optional() }),
  saveDocument: z.object({ document: documentData, path: pathName.optional() }),
  storeDraft: z.object({ document: documentData, path: pathName.optional(), unsaved: z.boolean() }),
  readDraft: z.object({}),
  chooseImageFolder: z.object({}),
  openImageFolder: z.object({ folder: pathName, document: documentData }),
  openSampleImages: z.object({ document: documentData }),
  cancelOpenImages: z.object({}),
  readImages: z.object({ images: z.array(imageReferenceSchema).max(64) }),
  startTraining: z.object({ document: documentData }),
  pauseTraining: z.object({}),
  resumeTraining: z.object({}),
  stopTraining: z.object({}),
  requestPreview: previewRequestSchema,
  predict: z.object({ source: z.union([z.object({ path: pathName }), imageReferenceSchema]) }),
  evaluate: z.object({ part: z.enum(['validation', 'test', 'training']) }),
  cancelEvaluation: z.object({}),
  exportModel: z.object({ path: pathName.optional() }),
  readSettings: z.object({}),
  writeSettings: z.object({
    workers: z.int().min(1).max(64).optional(),
    theme: z.enum(['system', 'light', 'dark']).optional(),
    language: languageSettingSchema.optional(),
  }),
  setMenu: z.strictObject({ menus: z.array(menuDescriptionSchema).min(1).max(12) }),
  readLayout: z.object({}),
  writeLayout: z.object({ layout: workbenchLayoutSchema }),
} as const;
export type CommandName = keyof typeof commandSchemas;
export type CommandInput<Name extends CommandName> = z.input<(typeof commandSchemas)[Name]>;

const failure = z.object({ kind: z.literal('failed'), diagnostics: z.array(diagnosticSchema) });
const cancelled = z.object({ kind: z.literal('cancelled') });
const done = z.object({ kind: z.literal('done') });
export const settingsSchema = z.object({
  workers: z.int(),
  availableWorkers: z.int(),
  theme: z.enum(['system', 'light', 'dark']),
  language: languageSettingSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

/** What an end that gives images back has made of one: values from 0 to 1, and how far from the image they are. */
export const reconstructionSchema = featureMapSchema.extend({ squaredError: z.number(), psnr: z.number() });
export type Reconstruction = z.infer<typeof reconstructionSchema>;

export const predictionSchema = z.object({
  /** None where no end tells classes. */
  classes: z.array(z.string()),
  /** One probability a class. */
  probabilities: z.array(z.number()),
  /** Index of the true class where it is known. */
  label: z.number().optional(),
  /** By end that gives images back; absent where there is none. */
  reconstructions: z.array(reconstructionSchema).optional(),
});
export type Prediction = z.infer<typeof predictionSchema>;

/** What each command answers. A person's mistake is `failed` with diagnostics. */
export const answerSchemas = {
  openDocument: z.union([
    z.object({ kind: z.literal('opened'), path: z.string(), document: documentData, warnings: z.array(diagnosticSchema) }),
    failure,
    cancelled,
  ]),
  saveDocument: z.union([z.object({ kind: z.literal('saved'), path: z.string() }), failure, cancelled]),
  storeDraft: done,
  readDraft: z.union([
    z.object({ kind: z.literal('draft'), document: documentData, path: z.string().optional(), unsaved: z.boolean() }),
    z.object({ kind: z.literal('none') }),
  ]),
  chooseImageFolder: z.union([z.object({ kind: z.literal('chosen'), folder: z.string() }), cancelled]),
  openImageFolder: z.union([
    z.object({ kind: z.literal('opened'), dataset: datasetSummarySchema }),
    z.object({ kind: z.literal('problem'), problems: z.array(datasetProblemSchema), skipped: z.array(skippedFileSchema).default([]) }),
    failure,
    cancelled,
  ]),
  openSampleImages: z.union([
    z.object({ kind: z.literal('opened'), dataset: datasetSummarySchema }),
    z.object({ kind: z.literal('problem'), problems: z.array(datasetProblemSchema), skipped: z.array(skippedFileSchema).default([]) }),
    failure,
    cancelled,
  ]),
  cancelOpenImages: done,
  readImages: z.union([
    z.object({
      kind: z.literal('images'),
      height: count,
      width: count,
      channels: count,
      /** With a size of their own where images keep theirs. */
      images: z.array(
        z.object({
          label: z.number(),
          path: z.string(),
          bytes: z.instanceof(Uint8Array),
          height: count.optional(),
          width: count.optional(),
        }),
      ),
    }),
    failure,
  ]),
  /** Cancelled: stopped before it had begun. */
  startTraining: z.union([z.object({ kind: z.literal('started'), runId: z.int() }), failure, cancelled]),
  pauseTraining: done,
  resumeTraining: done,
  stopTraining: done,
  requestPreview: done,
  predict: z.union([z.object({ kind: z.literal('prediction'), prediction: predictionSchema }), failure]),
  evaluate: z.union([
    z.object({
      kind: z.literal('evaluation'),
      images: count,
      score: scoreSchema,
      perClass: z.array(z.object({ name: z.string(), count, correct: count })),
    }),
    failure,
    cancelled,
  ]),
  cancelEvaluation: done,
  exportModel: z.union([z.object({ kind: z.literal('saved'), path: z.string() }), failure, cancelled]),
  readSettings: settingsSchema,
  writeSettings: settingsSchema,
  setMenu: done,
  /** Nothing where none was kept, or where what was kept can't be read. */
  readLayout: z.object({ layout: workbenchLayoutSchema.optional() }),
  writeLayout: done,
} as const;
export type CommandAnswer<Name extends CommandName> = z.infer<(typeof answerSchemas)[Name]>;

// ── Events: main → window, over a MessagePort ────────────────────────────────────────────────────────────────────────

export const windowEventSchema = z.discriminatedUnion('kind', [
  ...trainEventSchema.options,
  /** What a run has told since the last time, in order: at most 30 a second, and less often where drawing costs much. */
  z.object({ kind: z.literal('progress'), events: z.array(trainEventSchema) }),
  z.object({
    kind: z.literal('dataset-progress'),
    phase: z.enum(['write-samples', 'scan', 'decode']),
    done: count,
    total: count,
    path: z.string().optional(),
  }),
  /** Which of the sizes of its images a run is being prepared for, counted from 1. */
  z.object({ kind: z.literal('start-progress'), size: count, sizes: count }),
  /** Images evaluated so far. */
  z.object({ kind: z.literal('evaluation-progress'), done: count, total: count }),
  /** The open folder was read again, because the document asks for other pixels than before: what is known of it now. */
  z.object({ kind: z.literal('dataset-opened'), dataset: datasetSummarySchema }),
  /** An item of the menu was chosen that the page has described. */
  z.object({ kind: z.literal('menu'), item: menuId }),
  /** The operating system handed over this file. */
  z.object({ kind: z.literal('open-file'), path: z.string() }),
]);
export type WindowEvent = z.infer<typeof windowEventSchema>;

/** What the preload script puts on `window.receptive`: one named method a command, and nothing else. */
export type ReceptiveBridge = {
  readonly [Name in CommandName]: (input: CommandInput<Name>) => Promise<CommandAnswer<Name>>;
} & {
  /** The path of a folder or file dropped on the window. The argument is the DOM's `File`. */
  pathOfFile(file: unknown): string;
};

/** The preload forwards the event port to the page by `window.postMessage` with this text and the port. */
export const eventPortMessage = 'receptive-event-port';
