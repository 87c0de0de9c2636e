// What the message bar says: outcomes that pass by themselves, and errors that stay until they are dismissed.
import { createStore } from 'zustand/vanilla';
import { type Diagnostic, hasErrors } from '../../engine/base/diagnostics.ts';
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { messageTexts } from './words.ts';

export interface Message {
  readonly id: number;
  readonly tone: 'success' | 'warning' | 'error';
  /** A sentence is said in the language of the moment. */
  readonly text: string | Sentence;
  readonly diagnostics: readonly Diagnostic[];
}

export const messageStore = createStore<{ readonly messages: readonly Message[] }>()(() => ({ messages: [] }));

const passesAfterMilliseconds = 6000;
const mostMessages = 4;
let nextId = 1;

/** What says the same in every language. */
const keyOfText = (text: Message['text']): string =>
  typeof text === 'string' ? text : JSON.stringify([text.texts.en[text.id], text.values]);

export function showMessage(tone: Message['tone'], text: Message['text'], diagnostics: readonly Diagnostic[] = []): void {
  const message: Message = { id: nextId++, tone, text, diagnostics };
  messageStore.setState(({ messages }) => ({
    messages: [...messages.filter((other) => keyOfText(other.text) !== keyOfText(text)), message].slice(-mostMessages),
  }));
  if (tone === 'success') setTimeout(() => dismissMessage(message.id), passesAfterMilliseconds);
}

export function dismissMessage(id: number): void {
  messageStore.setState(({ messages }) => ({ messages: messages.filter((message) => message.id !== id) }));
}

/** Takes away the message that told of these diagnostics. */
export function dismissAbout(diagnostics: readonly Diagnostic[]): void {
  messageStore.setState(({ messages }) => ({ messages: messages.filter((message) => message.diagnostics !== diagnostics) }));
}

/** One message for a set of diagnostics: nothing for none. */
export function showDiagnostics(text: Message['text'], diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length > 0) showMessage(hasErrors(diagnostics) ? 'error' : 'warning', text, diagnostics);
}

/** For promises nobody waits for: a broken promise of the other side is shown, never swallowed. */
export function reportFailure(action: string | Sentence): (error: unknown) => void {
  return (error) => {
    console.error(error);
    const why = error instanceof Error ? error.message : String(error);
    showMessage('error', sentence(messageTexts, 'failed', { action, why }));
  };
}
