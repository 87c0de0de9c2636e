// What a definition says of itself, apart from what the program computes with: its label, its explanation, the words of its fields.
// They stand beside the definition, in `words.ts` in English and in `words.zh.ts` in Chinese. A word that is missing, or that
// belongs to nothing there, does not compile.
import type { Caption, Field, Fields, WordlessField } from './fields.ts';
import type { Language, MessageWords } from './messages.ts';

export type CaptionWords = Caption & { readonly options?: Readonly<Record<string, string>> };
/** Words that a field brings with it, as a loss's setting does among the fields of an end. */
export interface BringsWords {
  readonly words: Readonly<Record<Language, CaptionWords>>;
}

/** Fields as a definition lists them. */
export type ListedField = WordlessField & Partial<BringsWords>;
export type ListedFields = Readonly<Record<string, ListedField>>;

/** A caption for each field that brings none, and a label for each option of a choice. */
export type FieldWords<F extends ListedFields> = {
  readonly [Name in keyof F as F[Name] extends BringsWords ? never : Name]: F[Name] extends {
    readonly kind: 'choice';
    readonly options: readonly (infer Value extends string)[];
  }
    ? Caption & { readonly options: Readonly<Record<Value, string>> }
    : Caption;
};

export interface DefinitionWords<F extends ListedFields> extends MessageWords {
  readonly label: string;
  /** One paragraph: what it does and why one wants it. */
  readonly explanation: string;
  readonly fields: FieldWords<F>;
}

/** `Given`, with no place for what `Allowed` does not have; messages are the definition's own. */
export type Only<Allowed, Given> = {
  readonly [Name in keyof Given]: Name extends keyof MessageWords
    ? Given[Name]
    : Name extends keyof Allowed
      ? Given[Name] extends string
        ? string
        : Only<Allowed[Name], Given[Name]>
      : never;
};

/** The words that are given, if they are the words that are wanted: all of them, and no others. */
export type Exactly<Wanted, Given> = Given & Wanted & Only<Wanted, Given>;

/** The same words in each language. */
export type InLanguages<Words> = Readonly<Record<Language, Words>>;

/** Words whose exact names are no longer known. */
export interface AnyWords extends MessageWords {
  readonly label: string;
  readonly synonyms?: string;
  readonly explanation: string;
  readonly fields: Readonly<Record<string, CaptionWords>>;
  readonly inputs?: Readonly<Record<string, Caption>>;
  readonly outputs?: Readonly<Record<string, Caption>>;
}

/** What has words, as all see it. */
export interface Worded {
  readonly fields: ListedFields;
  readonly words: InLanguages<AnyWords>;
}

/** What a person reads of a definition. */
export interface Described {
  readonly label: string;
  readonly explanation: string;
  readonly fields: Fields;
}

function captionField(name: string, field: ListedField, said: CaptionWords | undefined): Field {
  if (said === undefined) throw new Error(`the field ${name} has no words`);
  const { options = {}, ...caption } = said;
  if (field.kind !== 'choice') return { ...field, ...caption };
  return { ...field, ...caption, options: field.options.map((value) => ({ value, label: options[value] ?? value })) };
}

const described = new WeakMap<Worded, Map<Language, Described>>();

/** A definition's words in a language, its fields in the order in which they are listed. Made once: the same object every time. */
export function describe(definition: Worded, language: Language): Described {
  const known = described.get(definition)?.get(language);
  if (known !== undefined) return known;
  const { label, explanation, fields: said } = definition.words[language];
  const fields = Object.entries(definition.fields).map(([name, field]) => [
    name,
    captionField(name, field, field.words?.[language] ?? said[name]),
  ]);
  const made = { label, explanation, fields: Object.fromEntries(fields) };
  described.set(definition, (described.get(definition) ?? new Map()).set(language, made));
  return made;
}

/** Other names, written with commas between them, one by one. */
export function splitSynonyms(...lists: readonly (string | undefined)[]): readonly string[] {
  return lists.flatMap((list) => list?.split(/\s*,\s*/) ?? []);
}
