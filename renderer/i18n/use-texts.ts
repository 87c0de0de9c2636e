// What screens use to say something in the window's language; all of them render again when that changes.
import { useCallback } from 'react';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import type { Message, MessageValue } from '../../engine/base/messages.ts';
import { describeDiagnostic, type SaidDiagnostic, sayMessage, sayValue } from '../../engine/words/say.ts';
import { type Say, type Sentence, saySentence, type Texts, textsIn } from '../../engine/words/texts.ts';
import { currentLanguage, useLanguage } from './language.ts';

/** Says the texts of a part of the window: `const text = useTexts(inspectorTexts)`. */
export function useTexts<English extends Readonly<Record<string, string>>>(texts: Texts<English>): Say<English> {
  return textsIn(texts, useLanguage());
}

/** Says a sentence that was kept, or a text that needs no language. */
export function useSentence(): (kept: Sentence | string) => string {
  const language = useLanguage();
  return useCallback((kept) => (typeof kept === 'string' ? kept : saySentence(kept, language)), [language]);
}

/** Outside React, said at once and not kept. */
export function textsNow<English extends Readonly<Record<string, string>>>(texts: Texts<English>): Say<English> {
  return textsIn(texts, currentLanguage());
}

/** Says diagnostics. */
export function useDescribe(): (diagnostic: Diagnostic) => SaidDiagnostic {
  const language = useLanguage();
  return useCallback((diagnostic) => describeDiagnostic(diagnostic, language), [language]);
}

/** Says phrases of the catalogue, and values of messages. */
export function usePhrases(): { readonly phrase: (message: Message) => string; readonly value: (value: MessageValue) => string } {
  const language = useLanguage();
  return { phrase: (message) => sayMessage(message, language), value: (value) => sayValue(value, language) };
}

/** Tells diagnostics apart: those that say the same of the same place have the same key. */
export function keyOf({ id, node, edge, path, values }: Diagnostic): string {
  return JSON.stringify([id, node, edge, path, values]);
}
