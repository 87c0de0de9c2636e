// Listens for shortcuts on the whole page. While a dialog is open it has the keyboard, and text keeps what is its own: keys
// while a field has the focus, undoing while something is typed there, copying while a text is selected.
import { useEffect } from 'react';
import { hasMarkedText, isField } from '../design/text.ts';
import type { Command } from './command.ts';
import { registryStore, requireCommand, runCommand } from './registry.ts';
import { matchesShortcut } from './shortcut.ts';

const clipboardEvents = ['cut', 'copy', 'paste'] as const;

export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isDialogOpen()) return;
      const command = findCommand(event);
      if (command === undefined || belongsToText(command, event.target)) return;
      event.preventDefault();
      if (event.repeat && command.repeats !== true) return;
      takeOverTyped(event.target);
      runCommand(command.id);
    };
    // the menu's Cut, Copy and Paste arrive as these events, and so do the keys where a text has yielded them
    const takeClipboard = (event: ClipboardEvent): void => {
      const command = event.type as (typeof clipboardEvents)[number];
      if (belongsToText(requireCommand(command), event.target) || isDialogOpen()) return;
      event.preventDefault();
      runCommand(command);
    };
    document.addEventListener('keydown', press);
    for (const name of clipboardEvents) document.addEventListener(name, takeClipboard);
    return () => {
      document.removeEventListener('keydown', press);
      for (const name of clipboardEvents) document.removeEventListener(name, takeClipboard);
    };
  }, []);
}

/** Whether such a thing stands over the window's own contents, which may be thousands of layers and are not looked through. */
const standsOver = (selector: string): boolean =>
  [...document.body.children].some((part) => part.id !== 'root' && (part.matches(selector) || part.querySelector(selector) !== null));

/** What takes all of the window: the rest waits behind it. */
const isQuestionOpen = (): boolean => standsOver('[data-modal]');

const isDialogOpen = (): boolean => standsOver('[role=dialog], [role=alertdialog]');

function findCommand(event: KeyboardEvent): Command | undefined {
  return [...registryStore.getState().commands.values()].find(({ shortcut, alternatives = [] }) =>
    [...(shortcut === undefined ? [] : [shortcut]), ...alternatives].some((text) => matchesShortcut(event, text)),
  );
}

/** For the menu's items, which have no key of their own: nothing is done behind a question, and a field keeps what is its own. */
export function runFromMenu(id: string): void {
  const field = document.activeElement;
  if (isQuestionOpen()) return;
  if (id === 'select-all' && field instanceof HTMLInputElement) return field.select();
  takeOverTyped(field);
  runCommand(id);
}

function belongsToText({ yieldsTo }: Command, target: EventTarget | null): boolean {
  switch (yieldsTo) {
    case 'text':
      return isField(target);
    case 'typing':
      return isTyping(target);
    case 'selection':
      return isField(target) || hasMarkedText();
    default:
      return false;
  }
}

/** True where a field holds what was typed and not yet taken over: only then is there something of its own to undo. */
function isTyping(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.dataset.typing === 'true';
}

/** Fields take over what was typed when they are left: a command must not miss it because its key was pressed in the field. */
function takeOverTyped(target: EventTarget | null): void {
  if (!isTyping(target)) return;
  target.blur();
  target.focus();
}
