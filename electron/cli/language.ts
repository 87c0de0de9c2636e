// The language of the command line: what --language says, else what the environment asks for, as other programs read it.
import { type Language, languages } from '../../engine/base/messages.ts';
import { languageOf } from '../../engine/words/language.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The words are read before they are parsed, so that what is wrong with them is said in the language as well. */
export function findLanguage(words: readonly string[], environment: Environment): Language {
  const at = words.findIndex((word) => word === '--language' || word.startsWith('--language='));
  const wished = words[at]?.split('=')[1] ?? (at < 0 ? undefined : words[at + 1]);
  const asked = languages.find((language) => language === wished);
  if (asked !== undefined) return asked;
  const { LC_ALL: all, LC_MESSAGES: messages, LANG: usual } = environment;
  return languageOf([all, messages, usual].find((name) => name !== undefined && name !== ''));
}
