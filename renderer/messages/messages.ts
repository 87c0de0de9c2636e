// What is said of what a person has done: outcomes pass by themselves, errors stay until their cause has gone or they are put away.
// A message has a topic: who tries the same again, or does what was in its way, takes the old message back (`settle`).
import { createStore } from 'zustand/vanilla';
import { type Diagnostic, hasErrors } from '../../engine/base/diagnostics.ts';
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { messageTexts } from './words.ts';

/** What a message is about: what would mend it, or what it tells of is gone with. */
export type Topic =
  | 'open'
  | 'save'
  | 'export'
  | 'predict'
  | 'train'
  | 'evaluate'
  | 'images'
  /** The network of the last time, which was to be restored. */
  | 'draft'
  /** The network as it is drawn, which is kept for the next time. */
  | 'keeping'
  | 'run'
  /** Pausing, resuming and stopping a run; cancelling an evaluation; cancelling the opening of images. */
  | 'steering'
  | 'cancel-evaluation'
  | 'cancel-opening'
  /** Small images of the folder; the watched one, watching another, and what layers make of it. */
  | 'thumbnails'
  | 'watched'
  | 'looking'
  | 'maps'
  | 'settings'
  | 'layout'
  | 'menu'
  /** Of a command that no other topic fits. */
  | `command ${string}`;

export interface Message {
  readonly id: number;
  readonly tone: 'success' | 'warning' | 'error';
  /** A sentence is said in the language of the moment. */
  readonly text: string | Sentence;
  readonly diagnostics: readonly Diagnostic[];
  readonly topic?: Topic | undefined;
  /** It tells of a broken promise of the other side, not of what somebody has done wrong: it goes when the same has been done. */
  readonly isFailure?: true;
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
  addMessage({ tone, text, diagnostics, topic });
}

function addMessage(said: Omit<Message, 'id'>): void {
  const { tone, text, topic } = said;
  const message: Message = { ...said, id: nextId++ };
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

/**
 * Does what nobody waits for. A broken promise of the other side is shown, never swallowed; the message goes once the same has been
 * done, and with its topic. The promise is never rejected.
 */
export async function attempt(topic: Topic, action: Message['text'], work: () => unknown): Promise<void> {
  try {
    await work();
    removeMessages((message) => message.isFailure === true && message.topic === topic);
  } catch (error) {
    console.error(error);
    const why = error instanceof Error ? error.message : String(error);
    addMessage({ tone: 'error', text: sentence(messageTexts, 'failed', { action, why }), diagnostics: [], topic, isFailure: true });
  }
}
