// The bridge between the page and the main process: one named method a command on `window.receptive`, and nothing else of
// Electron or Node. Runs in the sandbox, bundled as one CommonJS file. A MessagePort can't cross the context bridge, so the
// event port goes to the page by a message to its own origin.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { CommandName } from '../../../engine/protocol.ts';
import { commandNames, eventPortChannel, getCommandChannel } from '../ipc/command-names.ts';

/** What this script uses of the page (this folder's type check knows no DOM). */
interface PageWindow {
  readonly location: { readonly origin: string };
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
}
declare const window: PageWindow;

// The same text as `eventPortMessage` in engine/protocol.ts, which can't be imported here without its validators.
const eventPortMessage: typeof import('../../../engine/protocol.ts').eventPortMessage = 'receptive-event-port';

const commandMethods = Object.fromEntries(
  commandNames.map((name: CommandName) => [name, (input: unknown): Promise<unknown> => ipcRenderer.invoke(getCommandChannel(name), input)]),
);

contextBridge.exposeInMainWorld('receptive', {
  ...commandMethods,
  pathOfFile: (file: Parameters<typeof webUtils.getPathForFile>[0]): string => webUtils.getPathForFile(file),
});

ipcRenderer.on(eventPortChannel, (event) => {
  window.postMessage(eventPortMessage, window.location.origin, event.ports);
});
