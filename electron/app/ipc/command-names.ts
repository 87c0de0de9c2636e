// The names of the window's commands, without their validators: the preload script needs only names, and stays small and
// quick to load that way. The compiler holds the list to the protocol: a name too many or too few does not compile.
import type { CommandName } from '../../../engine/protocol.ts';

const named: Readonly<Record<CommandName, true>> = {
  openDocument: true,
  saveDocument: true,
  storeDraft: true,
  readDraft: true,
  chooseImageFolder: true,
  openImageFolder: true,
  openSampleImages: true,
  cancelOpenImages: true,
  readImages: true,
  startTraining: true,
  pauseTraining: true,
  resumeTraining: true,
  stopTraining: true,
  requestPreview: true,
  predict: true,
  evaluate: true,
  cancelEvaluation: true,
  exportModel: true,
  readSettings: true,
  writeSettings: true,
  setMenu: true,
  readLayout: true,
  writeLayout: true,
};

export const commandNames = Object.keys(named) as readonly CommandName[];

/** The channel a command travels on between the preload script and the main process. */
export function getCommandChannel(name: CommandName): string {
  return `receptive:command:${name}`;
}

/** The channel on which the main process hands the event port to the preload script. */
export const eventPortChannel = 'receptive:event-port';
