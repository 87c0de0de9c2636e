// Whether the open images and the network on the screen fit: known as soon as both are there, and said then, not when training starts.
import { useStore } from 'zustand';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { checkFit } from '../../engine/datasets/fit.ts';
import type { DatasetSummary } from '../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { viewDocument } from '../document/analysis.ts';
import { documentStore, selectDocument } from '../document/document.ts';
import { datasetStore } from './dataset.ts';

interface Found {
  readonly document: GraphDocument;
  readonly diagnostics: readonly Diagnostic[];
}

const none: readonly Diagnostic[] = [];
const found = new WeakMap<DatasetSummary, Found>();

/** What does not fit, errors first; nothing while nothing is drawn, or no images are open. The same list for the same two. */
export function findMisfits(document: GraphDocument, dataset: DatasetSummary | undefined): readonly Diagnostic[] {
  if (dataset === undefined || document.nodes.length === 0) return none;
  const known = found.get(dataset);
  if (known?.document === document) return known.diagnostics;
  const diagnostics = checkFit(document, viewDocument(document).analysis.network, dataset);
  found.set(dataset, { document, diagnostics });
  return diagnostics;
}

export function useMisfits(): readonly Diagnostic[] {
  const document = useStore(documentStore, selectDocument);
  const dataset = useStore(datasetStore, (state) => state.dataset);
  return findMisfits(document, dataset);
}
