// Sentences as data: an id and the values that belong into the sentence, as they cross processes. The sentences themselves stand in
// catalogues, one a language (words.ts, words.zh.ts of each room), as texts of ICU MessageFormat: `Set groups to {groups}`,
// `{count, plural, one {# image} other {# images}}`. The types here read the names of the values off a text, so that a missing
// or a surplus one does not compile. Words are made of them in engine/words.

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** What a sentence may hold. Everything with words of its own is named here and said in the language when it is shown. */
export type MessageValue =
  | string
  | number
  | boolean
  /** A shape or a size: `28×28×6`. */
  | readonly number[]
  | TaggedValue;

export type TaggedValue =
  /** `1.5 MiB`; with all digits behind it where `exact`. */
  | { readonly kind: 'bytes'; readonly bytes: number; readonly exact?: boolean | undefined }
  /** The label of a layer type. */
  | { readonly kind: 'layer'; readonly type: string }
  /** The label of one of a layer's fields, or of one of its options; `isInSentence`: with small letters, as within a sentence. */
  | {
      readonly kind: 'field';
      readonly layer: string;
      readonly name: string;
      readonly option?: string | undefined;
      readonly isInSentence?: boolean | undefined;
    }
  | { readonly kind: 'port'; readonly layer: string; readonly side: 'inputs' | 'outputs'; readonly name: string }
  /** What stands on a node: the name that a person gave it, or its layer's label and its id. */
  | { readonly kind: 'node'; readonly id: string; readonly type: string; readonly name?: string | undefined }
  | { readonly kind: 'list'; readonly items: readonly MessageValue[]; readonly joined: 'and' | 'or' | 'comma' }
  /** A phrase of the catalogue. */
  | ({ readonly kind: 'message' } & Message)
  /** The words on a fix's button. */
  | ({ readonly kind: 'fix' } & Message)
  /** A sentence of a part's own texts (engine/words/texts.ts): of the window alone, it crosses no process. */
  | ({ readonly kind: 'sentence'; readonly texts: Readonly<Record<Language, Readonly<Record<string, string>>>> } & Message);

export type MessageValues = Readonly<Record<string, MessageValue>>;

export interface Message {
  /** Its name in the catalogue. */
  readonly id: string;
  readonly values: MessageValues;
}

// ── The values that a text asks for ──────────────────────────────────────────────────────────────────────────────────

type Inside = 'text' | 'branches';
type Rest<Stack extends readonly Inside[]> = Stack extends readonly [Inside, ...infer Others extends readonly Inside[]] ? Others : [];

/** How a text uses a value: `plain` is put in as it is, `number` is counted, `choice` chooses between branches. */
type Usage<Word extends string> = Word extends 'select' ? 'choice' : 'number';

/** Follows the braces of a text: those that open in text hold a value's name, those that open among branches hold text again. */
type Scan<Text extends string, Stack extends readonly Inside[], Found> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Behind}`
    ? Scan<`${Behind}{${After}`, Rest<Stack>, Found>
    : Stack extends readonly ['branches', ...Inside[]]
      ? Scan<After, ['text', ...Stack], Found>
      : ScanValue<After, Stack, Found>
  : Found;

type ScanValue<After extends string, Stack extends readonly Inside[], Found> = After extends `${infer Name}}${infer Behind}`
  ? Name extends `${infer Counted},${string}`
    ? After extends `${string},${infer Format}`
      ? Scan<Format, ['branches', ...Stack], Found | [Counted, Usage<FirstWord<Format>>]>
      : never
    : Scan<Behind, Stack, Found | [Name, 'plain']>
  : never;

type FirstWord<Format extends string> = Format extends ` ${infer Word},${string}` ? Word : Format;

type Pairs<Text> = Text extends string ? Scan<Text, [], never> : never;

/** Values by name, as a text, or several together, ask for them. */
export type ArgumentsOf<Text extends string> = {
  readonly [Name in Extract<Pairs<Text>, readonly [string, unknown]>[0]]: ValueOf<Extract<Pairs<Text>, readonly [Name, unknown]>[1]>;
};
type ValueOf<Use> = 'number' extends Use ? number : 'choice' extends Use ? string | boolean : MessageValue;

/** The arguments of a function that takes values: none where none are asked for. */
export type ValuesOf<Text extends string> = keyof ArgumentsOf<Text> extends never ? [] : [values: ArgumentsOf<Text>];

// ── Messages of a room ───────────────────────────────────────────────────────────────────────────────────────────────

/** What is wrong, in one sentence; what would be right; what was found. */
export interface ProblemText {
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
}

/** What a room can say. Ids are unique in the whole catalogue, among problems, fixes and phrases each. */
export interface MessageWords {
  readonly problems?: Readonly<Record<string, ProblemText>>;
  /** On a button: `Set groups to {groups}`. */
  readonly fixes?: Readonly<Record<string, string>>;
  /** Parts of sentences, and sentences that are no problem. */
  readonly phrases?: Readonly<Record<string, string>>;
}

type Entries<W, Kind extends keyof MessageWords> = W extends { readonly [K in Kind]: infer E } ? E : Record<never, never>;
/** All texts of an entry as a union of strings. */
export type TextsOf<Entry> = Entry extends string ? Entry : { readonly [Part in keyof Entry]: Extract<Entry[Part], string> }[keyof Entry];
type Id<E> = keyof E & string;

export interface MessageMakers<W> {
  /** An error without its place: spread it, and add `node`, `edge`, `path`, `fix`. */
  problem<I extends Id<Entries<W, 'problems'>>>(
    id: I,
    ...values: ValuesOf<TextsOf<Entries<W, 'problems'>[I]>>
  ): Message & { readonly id: I; readonly severity: 'error' };
  /** The words of a fix: spread them, and add its changes. */
  fix<I extends Id<Entries<W, 'fixes'>>>(id: I, ...values: ValuesOf<TextsOf<Entries<W, 'fixes'>[I]>>): Message & { readonly id: I };
  /** To be a value of another message. */
  phrase<I extends Id<Entries<W, 'phrases'>>>(
    id: I,
    ...values: ValuesOf<TextsOf<Entries<W, 'phrases'>[I]>>
  ): Message & { readonly kind: 'message'; readonly id: I };
}

/** Functions that make the messages of these words, and no others. The words themselves are not needed then: a message is its id. */
export function messagesOf<const W extends MessageWords>(_words: W): MessageMakers<W> {
  return {
    problem: (id, ...[values = {}]) => ({ id, severity: 'error', values }),
    fix: (id, ...[values = {}]) => ({ id, values }),
    phrase: (id, ...[values = {}]) => ({ kind: 'message', id, values }),
  } as MessageMakers<W>;
}
