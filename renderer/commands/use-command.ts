// One command as the screen shows it now, in the window's language; what uses it is drawn again when that changes.
import { useStore } from 'zustand';
import type { Language } from '../../engine/base/messages.ts';
import { useLanguage } from '../i18n/language.ts';
import { type Command, say } from './command.ts';
import { type CommandState, registryStore } from './registry.ts';
import { formatShortcut } from './shortcut.ts';

export interface ShownCommand {
  /** What it is called at this moment. */
  readonly title: string;
  /** The same, or shorter where there is a shorter name. */
  readonly short: string;
  readonly reason: string | undefined;
  readonly isOn: boolean | undefined;
  /** As the person's system writes it. */
  readonly shortcut: string | undefined;
}

export function showCommand({ short, shortcut }: Command, state: CommandState, language: Language): ShownCommand {
  const title = say(state.title, language);
  return {
    title,
    short: short === undefined ? title : say(short, language),
    reason: state.reason === undefined ? undefined : say(state.reason, language),
    isOn: state.isOn,
    shortcut: shortcut === undefined ? undefined : formatShortcut(shortcut),
  };
}

export function useCommand(id: string): ShownCommand {
  const language = useLanguage();
  const command = useStore(registryStore, (registry) => registry.commands.get(id));
  const state = useStore(registryStore, (registry) => registry.states.get(id));
  if (command === undefined || state === undefined) throw new Error(`expected a command ${id}, found none of that name`);
  return showCommand(command, state, language);
}
