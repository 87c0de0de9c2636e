// The page's only way out: named commands to the main process, answers parsed on arrival, and the port its events come by.
// The bridge is handed in (main.tsx, tests), so that everything behind the screens runs without a window.
import {
  answerSchemas,
  type CommandAnswer,
  type CommandInput,
  type CommandName,
  eventPortMessage,
  type ReceptiveBridge,
  type WindowEvent,
  windowEventSchema,
} from '../../engine/protocol.ts';

let connected: ReceptiveBridge | undefined;

export function connectBridge(bridge: ReceptiveBridge | undefined): void {
  connected = bridge;
}

function requireBridge(): ReceptiveBridge {
  if (connected === undefined) throw new Error('expected the application behind the window, found none');
  return connected;
}

export type Answer<Name extends CommandName> = CommandAnswer<Name>;

/** Sends a command and gives its parsed answer. Rejects only when the other side broke its promise. */
export async function send<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Answer<Name>> {
  const command = requireBridge()[name] as (input: CommandInput<Name>) => Promise<unknown>;
  return answerSchemas[name].parse(await command(input)) as Answer<Name>;
}

/** The path of a folder or file that was dropped on the window. */
export function pathOfFile(file: File): string {
  return requireBridge().pathOfFile(file);
}

export interface EventListeners {
  event(event: WindowEvent): void;
  unreadable(error: unknown): void;
}

/** Listens for the port the preload script forwards (again after a reload of the other side), and to the events on it. */
export function receiveEvents(page: Window, listeners: EventListeners): () => void {
  let port: MessagePort | undefined;
  const receivePort = (message: MessageEvent): void => {
    const offered = message.ports[0];
    if (message.source !== page || message.data !== eventPortMessage || offered === undefined) return;
    port?.close();
    port = offered;
    port.onmessage = ({ data }: MessageEvent) => {
      const parsed = windowEventSchema.safeParse(data);
      if (parsed.success) listeners.event(parsed.data);
      else listeners.unreadable(parsed.error);
    };
  };
  page.addEventListener('message', receivePort);
  return () => {
    page.removeEventListener('message', receivePort);
    port?.close();
  };
}
