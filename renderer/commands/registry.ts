// What the commands do, and when they can't be given. The rooms that do it stand above this one and are bound here at the start
// (main.tsx), so that a button anywhere gives a command by its id without knowing who carries it out.
import { reportFailure } from '../messages/messages.ts';
import { type CommandId, commands } from './list.ts';

export interface CommandAction {
  /** Why it can't be done now, or undefined. */
  reason?(): string | undefined;
  run(): unknown;
}

export type CommandActions = Readonly<Record<CommandId, CommandAction>>;

let provided: CommandActions | undefined;

export function provideActions(actions: CommandActions): void {
  provided = actions;
}

function requireAction(id: CommandId): CommandAction {
  if (provided === undefined) throw new Error(`expected actions behind the commands before ${id} is asked for, found none`);
  return provided[id];
}

/** Why a command can't be given now, or undefined. */
export function findReason(id: CommandId): string | undefined {
  return requireAction(id).reason?.();
}

/** Gives a command if it can be given now; what goes wrong is shown. */
export function runCommand(id: CommandId): void {
  const action = requireAction(id);
  if (action.reason?.() !== undefined) return;
  Promise.resolve(action.run()).catch(reportFailure(commands[id].label));
}
