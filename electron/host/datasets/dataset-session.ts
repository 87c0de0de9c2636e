// The one open image folder, and its opening: one at a time, a new request cancels the one before. Which pixels it yields is
// the document's say (its Input layer and image settings), so the folder is read again when a document asks for others.

import type { Diagnostic, Outcome } from '../../../engine/base/diagnostics.ts';
import { fail, succeed } from '../../../engine/base/diagnostics.ts';
import type { ImageSettings, OpenedDataset, OpenResult, SplitSettings } from '../../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { sizeRangeOf } from '../../../engine/network/sizes.ts';
import type { WindowEvent } from '../../../engine/protocol.ts';
import type { DatasetHold } from './dataset-holds.ts';

export type DatasetProgressEvent = Omit<Extract<WindowEvent, { kind: 'dataset-progress' }>, 'kind'>;

export interface ReadingSettings {
  readonly settings: ImageSettings;
  readonly split: SplitSettings;
}

/** How folders are read (image-source.ts). */
export interface ImageSource {
  open(
    folder: string,
    reading: ReadingSettings,
    onProgress: (progress: DatasetProgressEvent) => void,
    signal: AbortSignal,
  ): Promise<OpenResult>;
  /** Writes the sample images where they are not yet, and answers like `open`. */
  openSamples(reading: ReadingSettings, onProgress: (progress: DatasetProgressEvent) => void, signal: AbortSignal): Promise<OpenResult>;
}

export type SessionResult = OpenResult | { readonly kind: 'failed'; readonly diagnostics: readonly Diagnostic[] };

export interface DatasetSession {
  openFolder(folder: string, document: GraphDocument): Promise<SessionResult>;
  openSamples(document: GraphDocument): Promise<SessionResult>;
  cancel(): void;
  getCurrent(): OpenedDataset | undefined;
  /** The open folder with the pixels that this document asks for, read again where it must be; undefined where none is open. */
  prepare(document: GraphDocument): Promise<SessionResult | undefined>;
}

export function createDatasetSession(source: ImageSource, current: DatasetHold, send: (event: WindowEvent) => void): DatasetSession {
  let currentReading: ReadingSettings | undefined;
  let opening: AbortController | undefined;

  const open = async (
    document: GraphDocument,
    read: (reading: ReadingSettings, signal: AbortSignal) => Promise<OpenResult>,
  ): Promise<SessionResult> => {
    const reading = getReadingSettings(document);
    if (!reading.ok) return { kind: 'failed', diagnostics: reading.diagnostics };
    opening?.abort();
    const mine = new AbortController();
    opening = mine;
    try {
      const result = await read(reading.value, mine.signal);
      if (mine.signal.aborted) return { kind: 'cancelled' };
      if (result.kind === 'cancelled') return result;
      current.set(result.kind === 'opened' ? result.dataset : undefined);
      currentReading = reading.value;
      return result;
    } finally {
      if (opening === mine) opening = undefined;
    }
  };
  const onProgress = (progress: DatasetProgressEvent): void => send({ kind: 'dataset-progress', ...progress });
  const openFolder = (folder: string, document: GraphDocument): Promise<SessionResult> =>
    open(document, (reading, signal) => source.open(folder, reading, onProgress, signal));

  return {
    openFolder,
    openSamples: (document) => open(document, (reading, signal) => source.openSamples(reading, onProgress, signal)),
    cancel: () => opening?.abort(),
    getCurrent: current.get,
    async prepare(document) {
      const dataset = current.get();
      if (dataset === undefined) return undefined;
      const reading = getReadingSettings(document);
      if (!reading.ok) return { kind: 'failed', diagnostics: reading.diagnostics };
      if (currentReading !== undefined && isSameReading(currentReading, reading.value)) return { kind: 'opened', dataset };
      return openFolder(dataset.folder, document);
    },
  };
}

/** A folder may be opened before anything is drawn: to see what is in it. */
const withoutInput = { height: 32, width: 32, channels: 3 } as const;

/** height, width and channels are the Input layer's; how an image is fitted and split are the document's own settings. */
export function getReadingSettings(document: GraphDocument): Outcome<ReadingSettings> {
  const input = document.nodes.find((node) => node.type === 'input');
  if (input === undefined) return succeed(complete(document, withoutInput));
  const { height, width, channels } = input.parameters;
  const range = sizeRangeOf(document);
  if (typeof height !== 'number' || typeof width !== 'number' || (channels !== 1 && channels !== 3)) {
    return fail({
      id: 'input-not-an-image',
      severity: 'error',
      node: input.id,
      message: 'Images have one channel (grey) or three (red, green, blue).',
      expected: '1 or 3 channels',
      received: String(channels),
      fix: { label: 'Set channels to 3', changes: [{ kind: 'set-parameter', node: input.id, name: 'channels', value: 3 }] },
    });
  }
  const sizes = range === undefined ? {} : { sizes: { step: range.step, largest: range.largest } };
  return succeed(complete(document, { height, width, channels, ...sizes }));
}

function complete(document: GraphDocument, size: Pick<ImageSettings, 'height' | 'width' | 'channels' | 'sizes'>): ReadingSettings {
  const { fit, background, validationShare } = document.images;
  return { settings: { ...size, fit, background: [...background] }, split: { validationShare, seed: document.training.seed } };
}

function isSameReading(one: ReadingSettings, other: ReadingSettings): boolean {
  return (
    one.settings.height === other.settings.height &&
    one.settings.width === other.settings.width &&
    one.settings.channels === other.settings.channels &&
    one.settings.sizes?.step === other.settings.sizes?.step &&
    one.settings.sizes?.largest === other.settings.sizes?.largest &&
    one.settings.fit === other.settings.fit &&
    one.settings.background.every((value, index) => value === other.settings.background[index]) &&
    one.split.validationShare === other.split.validationShare &&
    one.split.seed === other.split.seed
  );
}
