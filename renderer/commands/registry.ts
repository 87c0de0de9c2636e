// All commands that there are, and for each what it is called at this moment and why it can't be given. The features stand above this
// room; they are gathered on top (app/commands.ts) and handed in at the start, so that any room may name a command by its id.
import { createStore } from 'zustand/vanilla';
import { attempt } from '../messages/messages.ts';
import type { Command, Followed, Said } from './command.ts';

/** What follows from the rest of the window. */
export interface CommandState {
  readonly title: Said;
  readonly isOn: boolean | undefined;
  readonly reason: Said | undefined;
}

interface Registry {
  readonly commands: ReadonlyMap<string, Command>;
  readonly states: ReadonlyMap<string, CommandState>;
}

export const registryStore = createStore<Registry>()(() => ({ commands: new Map(), states: new Map() }));

/** Makes these the commands, and keeps their states; gives the function that ends it. */
export function provideCommands(list: readonly Command[], follows: readonly Followed[]): () => void {
  const commands = new Map(list.map((command) => [command.id, command]));
  if (commands.size < list.length) throw new Error(`expected each command once, found ${list.map(({ id }) => id).join(', ')}`);
  registryStore.setState({ commands, states: stateCommands(commands, new Map()) }, true);
  let isWaiting = false;
  const refresh = (): void => {
    isWaiting = false;
    const { states } = registryStore.getState();
    const next = stateCommands(commands, states);
    if ([...next].some(([id, state]) => states.get(id) !== state)) registryStore.setState({ states: next });
  };
  // several changes of one moment are looked at once, behind all of them
  const changed = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    queueMicrotask(refresh);
  };
  const ends = [...new Set(follows)].map((followed) => followed.subscribe(changed));
  return () => {
    for (const end of ends) end();
  };
}

/** A state that says the same as before stays the same object. */
function stateCommands(
  commands: ReadonlyMap<string, Command>,
  former: ReadonlyMap<string, CommandState>,
): ReadonlyMap<string, CommandState> {
  return new Map(
    [...commands].map(([id, command]) => {
      const state = stateCommand(command);
      const known = former.get(id);
      return [id, known !== undefined && isSame(known, state) ? known : state];
    }),
  );
}

function stateCommand({ title, titleNow, isOn, reason }: Command): CommandState {
  return { title: titleNow?.() ?? title, isOn: isOn?.(), reason: reason?.() };
}

const isSame = (first: CommandState, second: CommandState): boolean =>
  first.isOn === second.isOn && saysSame(first.title, second.title) && saysSame(first.reason, second.reason);

function saysSame(first: Said | undefined, second: Said | undefined): boolean {
  if (typeof first !== 'object' || typeof second !== 'object') return first === second;
  return first.texts === second.texts && first.id === second.id && JSON.stringify(first.values) === JSON.stringify(second.values);
}

/** Throws where there is no such command. */
export function requireCommand(id: string): Command {
  const command = registryStore.getState().commands.get(id);
  if (command === undefined) throw new Error(`expected a command ${id}, found none of that name`);
  return command;
}

/** Why a command can't be given now, or undefined. */
export function findReason(id: string): Said | undefined {
  return requireCommand(id).reason?.();
}

/** Gives a command if it can be given now; what goes wrong is shown. */
export function runCommand(id: string): void {
  const command = requireCommand(id);
  if (command.reason?.() !== undefined) {
    command.lead?.();
    return;
  }
  void attempt(command.topic ?? `command ${id}`, command.title, () => command.run());
}
