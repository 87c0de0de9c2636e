// The texts of a part in the window's language; what shows them is drawn again when the language changes.
import { type Say, type Sentence, saySentence, type Texts, textsIn } from '../../engine/words/texts.ts';
import { currentLanguage, useLanguage } from './language.ts';

export function useTexts<English extends Readonly<Record<string, string>>>(texts: Texts<English>): Say<English> {
  return textsIn(texts, useLanguage());
}

/** For sentences that were kept as values. */
export function useSentence(): (value: Sentence) => string {
  const language = useLanguage();
  return (value) => saySentence(value, language);
}

/** Outside React, said at once and not kept. */
export function textsNow<English extends Readonly<Record<string, string>>>(texts: Texts<English>): Say<English> {
  return textsIn(texts, currentLanguage());
}
