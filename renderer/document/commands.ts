// Commands that change the drawing, or what is seen of it.
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { defineCommands, type Said } from '../commands/command.ts';
import { momentTexts, reasonTexts, titleTexts } from '../commands/words.ts';
import { canPaste, clipboardStore, copySelection, cutSelection, duplicateSelection, paste } from './clipboard.ts';
import { documentStore, getDocument, redoEdit, undoEdit } from './document.ts';
import { deleteSelection, selectAll } from './edit.ts';
import { arrangeCanvas } from './layout.ts';
import { selectionStore } from './selection.ts';
import { fitCanvas, zoomCanvas } from './viewport.ts';

const because = (id: keyof typeof reasonTexts.en, isSo: boolean): Sentence | undefined => (isSo ? sentence(reasonTexts, id) : undefined);
const history = () => documentStore.getState().history;
const isEmpty = (): Sentence | undefined => because('canvas-empty', getDocument().nodes.length === 0);
const needsLayers = (): Sentence | undefined => because('no-layer-selected', selectionStore.getState().nodes.length === 0);
const needsSelection = (): Sentence | undefined => {
  const { nodes, edges } = selectionStore.getState();
  return because('nothing-selected', nodes.length + edges.length === 0);
};
const steps = { menu: 'edit', part: 1 } as const;
const clipboard = { menu: 'edit', part: 2 } as const;
const selecting = { menu: 'edit', part: 3 } as const;
const seeing = { menu: 'view', part: 1 } as const;

export const documentCommands = defineCommands([documentStore, selectionStore, clipboardStore], {
  undo: {
    place: steps,
    shortcut: 'Mod+Z',
    yieldsTo: 'typing',
    repeats: true,
    titleNow: () => nameStep('undo', history().past.at(-1)?.name),
    reason: () => because('nothing-to-undo', history().past.length === 0),
    run: undoEdit,
  },
  redo: {
    place: steps,
    shortcut: 'Mod+Shift+Z',
    alternatives: ['Mod+Y'],
    yieldsTo: 'typing',
    repeats: true,
    titleNow: () => nameStep('redo', history().future.at(-1)?.name),
    reason: () => because('nothing-to-redo', history().future.length === 0),
    run: redoEdit,
  },
  cut: {
    place: clipboard,
    contexts: ['layer', 'several'],
    shortcut: 'Mod+X',
    yieldsTo: 'selection',
    role: 'cut',
    reason: needsLayers,
    run: cutSelection,
  },
  copy: {
    place: clipboard,
    contexts: ['layer', 'several'],
    shortcut: 'Mod+C',
    yieldsTo: 'selection',
    role: 'copy',
    reason: needsLayers,
    run: copySelection,
  },
  paste: {
    place: clipboard,
    contexts: ['canvas'],
    shortcut: 'Mod+V',
    yieldsTo: 'text',
    repeats: true,
    role: 'paste',
    reason: () => because('nothing-copied', !canPaste()),
    run: paste,
  },
  duplicate: {
    place: clipboard,
    contexts: ['layer', 'several'],
    shortcut: 'Mod+D',
    repeats: true,
    reason: needsLayers,
    run: duplicateSelection,
  },
  delete: {
    place: clipboard,
    contexts: ['layer', 'several', 'wire'],
    shortcut: 'Delete',
    alternatives: ['Backspace'],
    yieldsTo: 'text',
    repeats: true,
    reason: needsSelection,
    run: deleteSelection,
  },
  'select-all': {
    place: selecting,
    contexts: ['canvas'],
    shortcut: 'Mod+A',
    yieldsTo: 'text',
    reason: isEmpty,
    run: selectAll,
  },
  arrange: { place: seeing, contexts: ['canvas'], shortcut: 'Mod+L', reason: isEmpty, run: arrangeCanvas },
  fit: { place: seeing, contexts: ['canvas'], shortcut: 'Mod+1', reason: isEmpty, run: () => fitCanvas() },
  'fit-selection': {
    place: seeing,
    contexts: ['layer', 'several'],
    shortcut: 'Mod+2',
    reason: needsLayers,
    run: () => fitCanvas(selectionStore.getState().nodes),
  },
  'zoom-in': { place: seeing, shortcut: '+', alternatives: ['='], yieldsTo: 'text', repeats: true, run: () => zoomCanvas('in') },
  'zoom-out': { place: seeing, shortcut: '-', yieldsTo: 'text', repeats: true, run: () => zoomCanvas('out') },
});

function nameStep(direction: 'undo' | 'redo', name: Said | undefined): Sentence {
  return name === undefined ? sentence(titleTexts, direction) : sentence(momentTexts, direction, { name });
}
