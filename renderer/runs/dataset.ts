// The opened image folder: where it is, how far opening has come, and with which settings it was opened.
import { createStore } from 'zustand/vanilla';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import type { Shape } from '../../engine/base/shape.ts';
import type { DatasetProblem, DatasetSummary, SkippedFile } from '../../engine/datasets/image-folder.ts';
import { isSameWish, type WantedImages, wantedImages } from '../../engine/datasets/wanted-images.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import type { WindowEvent } from '../../engine/protocol.ts';

export type ImageSource = { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'samples' };
export type OpenProgress = Omit<Extract<WindowEvent, { kind: 'dataset-progress' }>, 'kind'>;

export interface DatasetState {
  readonly source?: ImageSource | undefined;
  readonly opening: boolean;
  readonly progress?: OpenProgress | undefined;
  readonly dataset?: DatasetSummary | undefined;
  /** What the document wanted when the folder was opened: it decides the pixels and the split. */
  readonly openedFor?: WantedImages | undefined;
  readonly problems: readonly DatasetProblem[];
  /** Files left out of a folder that could not be opened; those of an opened one are the data set's. */
  readonly skipped: readonly SkippedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export const noDataset: DatasetState = { opening: false, problems: [], skipped: [], diagnostics: [] };

export const datasetStore = createStore<DatasetState>()(() => noDataset);

/** The size the document's Input layer wants, or undefined where there is none. */
export function wantedShape(document: GraphDocument): Shape | undefined {
  const { height, width, channels } = document.nodes.find((node) => node.type === 'input')?.parameters ?? {};
  return typeof height === 'number' && typeof width === 'number' && typeof channels === 'number' ? [height, width, channels] : undefined;
}

/** Whether the images that are open are not those that this document wants. One without an Input layer takes any. */
export function needsReopening(state: DatasetState, document: GraphDocument): boolean {
  if (state.dataset === undefined || wantedShape(document) === undefined) return false;
  const wanted = wantedImages(document);
  return !wanted.ok || state.openedFor === undefined || !isSameWish(wanted.value, state.openedFor);
}

/** The images as they are now, fit for this document. */
export function receiveDataset(dataset: DatasetSummary, document: GraphDocument): void {
  const wanted = wantedImages(document);
  datasetStore.setState(({ source }) => ({ ...noDataset, source, dataset, openedFor: wanted.ok ? wanted.value : undefined }), true);
}

export function receiveProgress(progress: OpenProgress): void {
  datasetStore.setState((state) => (state.opening ? { progress } : {}));
}
