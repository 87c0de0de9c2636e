// What is said of what a person has done: outcomes pass by themselves, errors stay until their cause has gone or they are put away.
// A message has a topic: who tries the same again, or does what was in its way, takes the old message back (`settle`).
import { createStore } from 'zustand/vanilla';
import { type Diagnostic, hasErrors } from '../../engine/base/diagnostics.ts';
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { messageTexts } from './words.ts';

/** What a message is about: what would mend it. */
export type Topic = 'open' | 'save' | 'export' | 'predict' | 'train' | 'evaluate' | 'images' | 'draft' | 'run';

export interface Message {
  readonly id: number;
  readonly tone: 'success' | 'warning' | 'error';
  /** A sentence is said in the language of the moment. */
  readonly text: string | Sentence;
  readonly diagnostics: readonly Diagnostic[];
  readonly topic?: Topic | undefined;
}

/** A command that was asked for and could not be done: a fix mends what stood in the way, and goes on with it. */
export type GoOn = 'train';

export const goOnOf = ({ topic }: Message): GoOn | undefined => (topic === 'train' ? topic : undefined);

interface MessageState {
  readonly messages: readonly Message[];
  /** Those that have gone, the newest last. */
  readonly gone: readonly Message[];
}

export const messageStore = createStore<MessageState>()(() => ({ messages: [], gone: [] }));

const passesAfterMilliseconds = 6000;
const mostMessages = 4;
const mostGone = 50;
let nextId = 1;

/** What says the same in every language. */
const keyOfText = (text: Message['text']): string =>
  typeof text === 'string' ? text : JSON.stringify([text.texts.en[text.id], text.values]);

export function showMessage(tone: Message['tone'], text: Message['text'], diagnostics: readonly Diagnostic[] = [], topic?: Topic): void {
  const message: Message = { id: nextId++, tone, text, diagnostics, topic };
  removeMessages((other) => keyOfText(other.text) === keyOfText(text) || (topic !== undefined && other.topic === topic));
  messageStore.setState(({ messages }) => ({ messages: [...messages, message] }));
  const { messages } = messageStore.getState();
  const surplus = messages.slice(0, Math.max(0, messages.length - mostMessages));
  removeMessages((other) => surplus.includes(other));
  if (tone === 'success') setTimeout(() => dismissMessage(message.id), passesAfterMilliseconds);
}

function removeMessages(isGone: (message: Message) => boolean): void {
  if (!messageStore.getState().messages.some(isGone)) return;
  messageStore.setState(({ messages, gone }) => ({
    messages: messages.filter((message) => !isGone(message)),
    gone: [...gone, ...messages.filter(isGone)].slice(-mostGone),
  }));
}

export function dismissMessage(id: number): void {
  removeMessages((message) => message.id === id);
}

/** Takes back the messages about these: what they told of is mended, or is being tried again. */
export function settle(...topics: readonly Topic[]): void {
  removeMessages(({ topic }) => topic !== undefined && topics.includes(topic));
}

/** One message for a set of diagnostics: nothing for none. */
export function showDiagnostics(text: Message['text'], diagnostics: readonly Diagnostic[], topic?: Topic): void {
  if (diagnostics.length > 0) showMessage(hasErrors(diagnostics) ? 'error' : 'warning', text, diagnostics, topic);
}

/** For promises nobody waits for: a broken promise of the other side is shown, never swallowed. */
export function reportFailure(action: string | Sentence): (error: unknown) => void {
  return (error) => {
    console.error(error);
    const why = error instanceof Error ? error.message : String(error);
    showMessage('error', sentence(messageTexts, 'failed', { action, why }));
  };
}
