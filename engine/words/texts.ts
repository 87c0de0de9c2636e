// Sentences of one part of the program that are no diagnostics: buttons, headings, lines of the command line. A part has its own, in
// English and in Chinese beside one another, checked against each other by the compiler.
import type { Language, Message, MessageValue, ValuesOf } from '../base/messages.ts';
import { type Translated, translate } from '../base/translation.ts';
import { formatText } from './format.ts';
import { sayValue } from './say.ts';

type AnyTexts = Readonly<Record<string, string>>;

/** The texts of one part, by id. Made once, by `defineTexts`. */
export type Texts<English extends AnyTexts = AnyTexts> = { readonly en: English; readonly zh: Readonly<Record<keyof English, string>> };

/** Both languages of a part: `english` and `chinese` have the same ids, and each text the same values. */
export function defineTexts<const English extends AnyTexts, const Chinese extends AnyTexts>(
  english: English,
  chinese: Chinese & Translated<English, Chinese>,
): Texts<English> {
  return { en: english, zh: translate(english, chinese) as unknown as Readonly<Record<keyof English, string>> };
}

/** Says one of these texts with its values. */
export type Say<English extends AnyTexts> = <Id extends keyof English & string>(id: Id, ...values: ValuesOf<English[Id]>) => string;

/** A sentence of a part as a value: it can be kept, be a value of another, and is said in the language of the moment that shows it (`saySentence`). */
export interface Sentence extends Message {
  readonly kind: 'sentence';
  readonly texts: Texts;
}

/** A sentence to be said later. */
export function sentence<English extends AnyTexts, Id extends keyof English & string>(
  texts: Texts<English>,
  id: Id,
  ...[values = {}]: ValuesOf<English[Id]> | []
): Sentence {
  return { kind: 'sentence', texts: texts as unknown as Texts, id, values: values as Message['values'] };
}

export function saySentence({ texts, id, values }: Omit<Sentence, 'kind'>, language: Language): string {
  return formatText<MessageValue>(language, texts[language][id] ?? id, values, (value) => sayValue(value, language));
}

const sayers = new WeakMap<object, Map<Language, Say<AnyTexts>>>();

/** Says the texts of a part in a language. The same function every time. */
export function textsIn<English extends AnyTexts>(texts: Texts<English>, language: Language): Say<English> {
  const known = sayers.get(texts)?.get(language);
  if (known !== undefined) return known as Say<English>;
  const say = (id: string, values: Message['values'] = {}): string =>
    saySentence({ texts: texts as unknown as Texts, id, values }, language);
  sayers.set(texts, (sayers.get(texts) ?? new Map()).set(language, say as Say<AnyTexts>));
  return say as unknown as Say<English>;
}
