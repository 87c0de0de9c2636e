// What a definition says of itself, apart from what the program computes with: its label, its explanation, the words of its fields.
// They stand in `words.ts` beside the definition. A word that is missing, or that belongs to nothing there, does not compile.
import type { Caption, ChoiceField, Field, FieldCondition, Fields } from './fields.ts';

/** A choice whose options are values alone. */
export interface WordlessChoice<Value extends string = string> {
  readonly kind: 'choice';
  readonly options: readonly Value[];
  readonly default: Value;
  readonly when?: FieldCondition;
}
type Wordless<F extends Field> = F extends ChoiceField ? WordlessChoice : Omit<F, keyof Caption>;
export type WordlessField = Wordless<Field>;

/** Fields as a definition lists them. One may bring its words, as a loss's setting does among the fields of an end. */
export type ListedFields = Readonly<Record<string, WordlessField | Field>>;

/** A caption for each field that brings none, and a label for each option of a choice. */
export type FieldWords<F extends ListedFields> = {
  readonly [Name in keyof F as F[Name] extends Caption ? never : Name]: F[Name] extends WordlessChoice<infer Value>
    ? Caption & { readonly options: Readonly<Record<Value, string>> }
    : Caption;
};

export interface DefinitionWords<F extends ListedFields> {
  readonly label: string;
  /** One paragraph: what it does and why one wants it. */
  readonly explanation: string;
  readonly fields: FieldWords<F>;
}

/** `Given`, with no place for what `Allowed` does not have. */
export type Only<Allowed, Given> = {
  readonly [Name in keyof Given]: Name extends keyof Allowed
    ? Given[Name] extends string
      ? string
      : Only<Allowed[Name], Given[Name]>
    : never;
};

/** The words that are given, if they are the words that are wanted: all of them, and no others. */
export type Exactly<Wanted, Given> = Given & Wanted & Only<Wanted, Given>;

type AnyFieldWords = Readonly<Record<string, Caption & { readonly options?: Readonly<Record<string, string>> }>>;
type AnyWords = Omit<Described, 'fields'> & { readonly fields: AnyFieldWords };

function giveWords(name: string, field: WordlessField | Field, words: AnyFieldWords): Field {
  if ('label' in field) return field;
  const said = words[name];
  if (said === undefined) throw new Error(`the field ${name} has no words`);
  const { options = {}, ...caption } = said;
  if (field.kind !== 'choice') return { ...field, ...caption };
  return { ...field, ...caption, options: field.options.map((value) => ({ value, label: options[value] ?? value })) };
}

/** What all others see of a definition that has been given its words. */
export interface Described {
  readonly label: string;
  readonly explanation: string;
  readonly fields: Fields;
}

/** The definition with its words in their places, fields in the order in which they are listed. */
export function withWords<D extends { readonly fields: ListedFields; readonly words: unknown }>(
  definition: D,
): Omit<D, 'fields' | 'words'> & Described {
  const { fields, words, ...rest } = definition;
  const { label, explanation, fields: said } = words as AnyWords;
  const described = Object.entries(fields).map(([name, field]) => [name, giveWords(name, field, said)]);
  return { ...rest, label, explanation, fields: Object.fromEntries(described) };
}
