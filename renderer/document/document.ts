// The document being edited, its history, and where it is kept. All edits pass `edit`, which names them for undo.
import { createStore } from 'zustand/vanilla';
import type { GraphDocument } from '../../engine/document/document.ts';
import { createDocument } from '../../engine/document/parse.ts';
import { textsNow } from '../i18n/use-texts.ts';
import { type Edit, type History, record, redo, startHistory, undo } from './history.ts';
import { editTexts } from './words.ts';

export interface DocumentState {
  /** How many documents have been begun with: what belongs to one of them can tell whether it is still that one. */
  readonly session: number;
  readonly history: History<GraphDocument>;
  readonly path?: string | undefined;
  /** What the file holds; undefined where the document was never saved as it is. */
  readonly saved?: GraphDocument | undefined;
}

function startState(session: number): DocumentState {
  const document = createDocument(textsNow(editTexts)('untitled'));
  return { session, history: startHistory(document), saved: document };
}

export const documentStore = createStore<DocumentState>()(() => startState(0));

export const getSession = (): number => documentStore.getState().session;
export const getDocument = (): GraphDocument => documentStore.getState().history.present;
export const selectDocument = (state: DocumentState): GraphDocument => state.history.present;
export const isUnsaved = (state: DocumentState): boolean => state.saved !== state.history.present;

/** Applies a pure change. The same document again means: nothing happened, nothing to undo. */
export function edit(description: Edit, change: (document: GraphDocument) => GraphDocument, time = Date.now()): void {
  documentStore.setState((state) => ({ history: record(state.history, change(state.history.present), description, time) }));
}

export function undoEdit(): void {
  documentStore.setState((state) => ({ history: undo(state.history) }));
}

export function redoEdit(): void {
  documentStore.setState((state) => ({ history: redo(state.history) }));
}

/** Begins with another document; its history starts here. */
export function replaceDocument(document: GraphDocument, origin: { readonly path?: string | undefined; readonly unsaved: boolean }): void {
  documentStore.setState({
    session: getSession() + 1,
    history: startHistory(document),
    path: origin.path,
    saved: origin.unsaved ? undefined : document,
  });
}

/** A document that nobody has touched is called untitled in the language of the moment. */
export function retitleUntouched(): void {
  const { session, history, path, saved } = documentStore.getState();
  const isUntouched = history.past.length + history.future.length === 0 && path === undefined && saved === history.present;
  if (isUntouched && history.present.nodes.length === 0) documentStore.setState(startState(session));
}

export function resetDocument(): void {
  documentStore.setState({ path: undefined, ...startState(getSession() + 1) });
}

/** The file now holds `document`; what has been edited since then stays unsaved. */
export function markSaved(document: GraphDocument, path: string): void {
  documentStore.setState({ saved: document, path });
}
