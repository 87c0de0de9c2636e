// Listens for shortcuts on the whole page. While a dialog is open it has the keyboard, and text fields keep what is theirs.
import { useEffect } from 'react';
import { type Command, type CommandId, commandList, runCommand } from './commands.ts';
import { matchesShortcut } from './shortcut.ts';

export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('.dialog') !== null) return;
      const command = findCommand(event);
      if (command === undefined || (command.yieldsToText === true && isText(event.target))) return;
      if (event.repeat && command.group !== 'Edit') return;
      event.preventDefault();
      runCommand(command.id as CommandId);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

export function findCommand(event: KeyboardEvent): Command | undefined {
  return commandList.find(({ shortcut, alternatives = [] }) =>
    [...(shortcut === undefined ? [] : [shortcut]), ...alternatives].some((text) => matchesShortcut(event, text)),
  );
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
