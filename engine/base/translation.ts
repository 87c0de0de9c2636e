// The same words in another language: as many, by the same names, and with the same values in them, or they do not compile.
import type { ArgumentsOf, TextsOf } from './messages.ts';

type Names<Text extends string> = keyof ArgumentsOf<Text> & string;
type HasSame<One, Other> = [One, Other] extends [Other, One] ? true : false;

interface Differs<Expected, Received> {
  readonly 'other-values-than-in-English': readonly [expected: Expected, received: Received];
}

/** One text, or the texts of a problem together. A text whose letters the compiler does not know asks for no values. */
type TranslatedEntry<English, Given> =
  HasSame<Names<TextsOf<English>>, Names<TextsOf<Given>>> extends true ? Given : Differs<Names<TextsOf<English>>, Names<TextsOf<Given>>>;

type IsEntry<Words> = Words extends string ? true : Words extends { readonly message: string } ? true : false;

/** `Given`, where it says what `English` says: every name, no other, each with the same values. */
export type Translated<English, Given> =
  IsEntry<English> extends true
    ? English extends { readonly message: string }
      ? { readonly [Part in keyof English]: string } & { readonly [Part in Exclude<keyof Given, keyof English>]: never } & TranslatedEntry<
            English,
            Given
          >
      : TranslatedEntry<English, Given>
    : {
        readonly [Name in keyof English]: Name extends keyof Given ? Translated<English[Name], Given[Name]> : English[Name];
      } & { readonly [Name in Exclude<keyof Given, keyof English>]: never };

/** `given` as the words of another language beside `english`. */
export function translate<const English, const Given>(_english: English, given: Given & Translated<English, Given>): Given {
  return given;
}
