// What was typed into a field and refused. It stays in its field until it is mended, given up, or the value beside it changes
// (undo, a fix, another document): it belongs to one document on the screen, one owner and one field. While there is one, nothing
// is trained, for the person believes in the number that stands there.
import { createStore } from 'zustand/vanilla';
import { describe } from '../../engine/base/described.ts';
import {
  type ExplicitPadding,
  type Field,
  isFieldActive,
  type Parameters,
  type ParameterValue,
  type WordlessFields,
} from '../../engine/base/fields.ts';
import type { Language, MessageValue } from '../../engine/base/messages.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { findLayer } from '../../engine/layers/index.ts';
import { findOptimizer } from '../../engine/optimizers/index.ts';
import { findSchedule } from '../../engine/schedules/index.ts';
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { settingsStore } from '../settings/settings.ts';
import { settingsTexts } from '../settings/words.ts';
import { documentStore, getDocument, selectDocument } from './document.ts';
import { clearSelection, select } from './selection.ts';
import { fitCanvas } from './viewport.ts';
import { draftTexts, settingTexts } from './words.ts';

/** Whose field it is. */
export type FieldOwner =
  | { readonly kind: 'layer'; readonly node: string }
  | { readonly kind: 'optimizer' | 'schedule'; readonly type: string }
  | { readonly kind: 'training' | 'images' | 'computer' };

export interface FieldPlace {
  readonly owner: FieldOwner;
  readonly name: string;
  /** Of a field with several numbers the one that is meant. */
  readonly part?: keyof ExplicitPadding | 'height' | 'width';
}

interface FieldDraft {
  readonly place: FieldPlace;
  /** What was typed. */
  readonly text: string;
  /** The value beside which it was typed. */
  readonly about: ParameterValue | undefined;
  /** What it takes. */
  readonly field: Field;
}

type Drafts = ReadonlyMap<string, FieldDraft>;

export const draftStore = createStore<{ readonly drafts: Drafts }>()(() => ({ drafts: new Map() }));

/** One text for one place. */
export function keyOfField({ owner, name, part }: FieldPlace): string {
  const whose = owner.kind === 'layer' ? owner.node : 'type' in owner ? owner.type : '';
  return [owner.kind, whose, name, ...(part === undefined ? [] : [part])].join(' ');
}

/** Whether any part of the field holds a text that was refused. */
export function hasDraft(drafts: Drafts, { owner, name }: FieldPlace): boolean {
  return [...drafts.values()].some(({ place }) => keyOfField({ owner: place.owner, name: place.name }) === keyOfField({ owner, name }));
}

/** Keeps what was refused; undefined: it is mended or given up. */
export function keepDraft(place: FieldPlace, text: string | undefined, field: Field): void {
  const drafts = new Map(draftStore.getState().drafts);
  drafts.delete(keyOfField(place));
  if (text !== undefined) drafts.set(keyOfField(place), { place, text, about: valueAt(getDocument(), place), field });
  draftStore.setState({ drafts });
}

/** The value that a field has now, or its part; undefined where nobody would see it. */
function valueAt(document: GraphDocument, place: FieldPlace): ParameterValue | undefined {
  const value = wholeValueAt(document, place);
  const { part } = place;
  if (part === undefined || typeof value !== 'object') return part === undefined ? value : undefined;
  if ('top' in value) return part === 'height' || part === 'width' ? undefined : value[part];
  return part === 'height' ? value[0] : part === 'width' ? value[1] : undefined;
}

function wholeValueAt(document: GraphDocument, { owner, name }: FieldPlace): ParameterValue | undefined {
  const { training, images, nodes } = document;
  switch (owner.kind) {
    case 'layer': {
      const node = nodes.find(({ id }) => id === owner.node);
      return node && valueIn(findLayer(node.type)?.fields, node.parameters, name);
    }
    case 'optimizer':
    case 'schedule': {
      const { type, parameters } = training[owner.kind];
      const definition = owner.kind === 'optimizer' ? findOptimizer(type) : findSchedule(type);
      return type === owner.type ? valueIn(definition?.fields, parameters, name) : undefined;
    }
    case 'training':
      return (training as unknown as Parameters)[name];
    case 'images':
      return (images as unknown as Parameters)[name];
    case 'computer':
      return (settingsStore.getState() as unknown as Parameters)[name];
  }
}

function valueIn(fields: WordlessFields | undefined, parameters: Parameters, name: string): ParameterValue | undefined {
  const field = fields?.[name];
  return field !== undefined && isFieldActive(field, parameters) ? (parameters[name] ?? field.default) : undefined;
}

documentStore.subscribe((state, former) => {
  const { drafts } = draftStore.getState();
  const isOther = state.session !== former.session;
  if (drafts.size === 0 || (!isOther && selectDocument(state) === selectDocument(former))) return;
  const kept = [...drafts].filter(([, { place, about }]) =>
    isOther ? place.owner.kind === 'computer' : valueAt(selectDocument(state), place) === about,
  );
  if (kept.length < drafts.size) draftStore.setState({ drafts: new Map(kept) });
});

/** Why nothing can be trained: the first field whose text is no value for it, and what it expects. */
export function draftReason(): Sentence | undefined {
  const [draft] = draftStore.getState().drafts.values();
  if (draft === undefined) return undefined;
  const { place, field } = draft;
  const node = place.owner.kind === 'layer' ? place.owner.node : '';
  return sentence(draftTexts, 'invalid', { field: nameOfField(place), node, isLayer: node !== '', ...rangeOf(field) });
}

/** What the field is called, in whichever language it will be said. */
function nameOfField({ owner, name }: FieldPlace): MessageValue {
  switch (owner.kind) {
    case 'layer': {
      const layer = getDocument().nodes.find(({ id }) => id === owner.node)?.type;
      return layer === undefined ? name : { kind: 'field', layer, name };
    }
    case 'optimizer':
    case 'schedule': {
      const definition = owner.kind === 'optimizer' ? findOptimizer(owner.type) : findSchedule(owner.type);
      const labelIn = (language: Language) => ({ [name]: (definition && describe(definition, language).fields[name]?.label) ?? name });
      return { kind: 'sentence', texts: { en: labelIn('en'), zh: labelIn('zh') }, id: name, values: {} };
    }
    case 'training':
    case 'images':
      return name in settingTexts.en ? sentence(settingTexts, name as keyof typeof settingTexts.en) : name;
    case 'computer':
      return name in settingsTexts.en ? sentence(settingsTexts, name as keyof typeof settingsTexts.en) : name;
  }
}

const mostBorder = 1024;

function rangeOf(field: Field): { readonly isWhole: boolean; readonly minimum: number; readonly maximum: number } {
  const { minimum, maximum } = 'minimum' in field ? field : { minimum: 0, maximum: mostBorder };
  return { isWhole: field.kind !== 'number', minimum, maximum };
}

/** Leads to the first field whose text is no value for it: shows its form and puts the cursor there. */
export function revealDraft(): void {
  const [draft] = draftStore.getState().drafts.values();
  if (draft === undefined) return;
  const { place } = draft;
  const { owner } = place;
  if (owner.kind === 'layer' && getDocument().nodes.some(({ id }) => id === owner.node)) {
    select({ nodes: [owner.node] });
    fitCanvas([owner.node]);
  } else clearSelection();
  // the form is on the screen after the next drawing
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const field = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(keyOfField(place))}"]`);
      field?.scrollIntoView({ block: 'nearest' });
      field?.focus();
    }),
  );
}
