// The one open image folder, and its opening: one at a time, a new request cancels the one before. Which pixels it yields is
// the document's say (its Input layer and image settings), so the folder is read again when a document asks for others.

import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import type { OpenedDataset, OpenResult } from '../../../engine/datasets/image-folder.ts';
import { isSameWish, type WantedImages, wantedImages } from '../../../engine/datasets/wanted-images.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import type { WindowEvent } from '../../../engine/protocol.ts';
import type { DatasetHold } from './dataset-holds.ts';

export type DatasetProgressEvent = Omit<Extract<WindowEvent, { kind: 'dataset-progress' }>, 'kind'>;

/** How folders are read (image-source.ts). */
export interface ImageSource {
  open(
    folder: string,
    reading: WantedImages,
    onProgress: (progress: DatasetProgressEvent) => void,
    signal: AbortSignal,
  ): Promise<OpenResult>;
  /** Writes the sample images where they are not yet, and answers like `open`. */
  openSamples(reading: WantedImages, onProgress: (progress: DatasetProgressEvent) => void, signal: AbortSignal): Promise<OpenResult>;
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
  let currentReading: WantedImages | undefined;
  let opening: AbortController | undefined;

  const open = async (
    document: GraphDocument,
    read: (reading: WantedImages, signal: AbortSignal) => Promise<OpenResult>,
  ): Promise<SessionResult> => {
    const reading = wantedImages(document);
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
      const reading = wantedImages(document);
      if (!reading.ok) return { kind: 'failed', diagnostics: reading.diagnostics };
      if (currentReading !== undefined && isSameWish(currentReading, reading.value)) return { kind: 'opened', dataset };
      return openFolder(dataset.folder, document);
    },
  };
}
