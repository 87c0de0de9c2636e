// Where the window's commands arrive and its event port is handed out. Only the page itself is answered: its main frame, at
// its own address. Anything else is a broken invariant, and is refused by an exception.
import { type IpcMainInvokeEvent, ipcMain, MessageChannelMain, type WebContents } from 'electron';
import { isPageAddress } from '../security/page-files.ts';
import { answerCommand, type CommandHandlers } from './answer.ts';
import { commandNames, eventPortChannel, getCommandChannel } from './command-names.ts';
import type { EventChannel } from './events.ts';

export function handleCommands(handlers: CommandHandlers): void {
  for (const name of commandNames) {
    ipcMain.handle(getCommandChannel(name), (event, input: unknown) => {
      refuseStrangers(event);
      return answerCommand(handlers, name, input);
    });
  }
}

/** Gives the page a fresh event port each time it has loaded: a reloaded page has lost the one before. */
export function offerEventPort(contents: WebContents, events: EventChannel): void {
  contents.on('did-finish-load', () => {
    const { port1, port2 } = new MessageChannelMain();
    events.connect(port1);
    contents.postMessage(eventPortChannel, null, [port2]);
  });
  contents.on('destroyed', () => events.disconnect());
}

function refuseStrangers(event: IpcMainInvokeEvent): void {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || !isPageAddress(frame.url)) {
    throw new Error(
      `Expected a command from the application's own page, received one from ${frame?.url ?? 'a page that is gone'}. It is refused.`,
    );
  }
}
