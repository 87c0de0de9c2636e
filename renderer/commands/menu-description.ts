// The application menu as the main process is to show it: every command in its menu, those that can't be given now greyed out, with
// their keys written beside them. The keys themselves are the page's (use-shortcuts.ts), so that nothing happens twice.
import type { Language } from '../../engine/base/messages.ts';
import type { MenuCommandDescription, MenuDescription, MenuItemDescription, MenuRole } from '../../engine/protocol.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { type Command, type MenuName, menuNames, say } from './command.ts';
import type { CommandState } from './registry.ts';
import { toAccelerator } from './shortcut.ts';
import { menuTexts } from './words.ts';

/** What the system does by itself, behind the commands of a menu. */
const systemItems: Readonly<Partial<Record<MenuName, readonly Exclude<MenuRole, 'cut' | 'copy' | 'paste'>[]>>> = {
  file: ['quit'],
  view: ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen', 'toggleDevTools'],
};
const longestLabel = 100;
const line: MenuItemDescription = { kind: 'line' };

/** A command of a menu, or those of a menu within it. */
interface Entry {
  readonly part: number;
  /** What that menu within is called. */
  readonly submenu: string | undefined;
  readonly commands: readonly [Command, ...Command[]];
}

interface Described {
  readonly states: ReadonlyMap<string, CommandState>;
  readonly language: Language;
  /** A label with the letter that chooses it. */
  giveLetter(label: string): string;
}

export function describeMenus(
  commands: Iterable<Command>,
  states: ReadonlyMap<string, CommandState>,
  language: Language,
): MenuDescription[] {
  const text = textsIn(menuTexts, language);
  const all = [...commands];
  return menuNames.flatMap((name): MenuDescription[] => {
    const entries = gatherEntries(all, name, language);
    if (entries.length === 0) return [];
    const giveLetter = createLetters();
    const items = entries.flatMap((entry, index): MenuItemDescription[] => {
      const item = describeEntry(entry, { states, language, giveLetter });
      return index > 0 && entries[index - 1]?.part !== entry.part ? [line, item] : [item];
    });
    const system = (systemItems[name] ?? []).map((role): MenuItemDescription => ({ kind: 'role', role, label: giveLetter(text(role)) }));
    return [{ id: name, label: text(name), items: system.length === 0 ? items : [...items, line, ...system] }];
  });
}

/** What a menu lists, in its order; neighbours that name the same menu within are one. */
function gatherEntries(commands: readonly Command[], menu: MenuName, language: Language): readonly Entry[] {
  const placed = commands.flatMap((command) => (command.place?.menu === menu ? [{ command, ...command.place }] : []));
  const entries: { part: number; submenu: string | undefined; commands: [Command, ...Command[]] }[] = [];
  for (const { command, part, submenu } of placed.sort((first, second) => first.part - second.part)) {
    const name = submenu === undefined ? undefined : say(submenu, language);
    const last = entries.at(-1);
    if (name !== undefined && last?.part === part && last.submenu === name) last.commands.push(command);
    else entries.push({ part, submenu: name, commands: [command] });
  }
  return entries;
}

function describeEntry({ submenu, commands }: Entry, described: Described): MenuItemDescription {
  const [first] = commands;
  if (submenu !== undefined) {
    const inner = { ...described, giveLetter: createLetters() };
    return { kind: 'submenu', label: described.giveLetter(submenu), items: commands.map((command) => describeCommand(command, inner)) };
  }
  const { id, role } = first;
  return role === undefined ? describeCommand(first, described) : { kind: 'role', id, role, label: labelOf(first, described) };
}

function describeCommand(command: Command, described: Described): MenuCommandDescription {
  const { id, shortcut, isChoice = false } = command;
  const state = described.states.get(id);
  return {
    kind: 'command',
    id,
    label: labelOf(command, described),
    isEnabled: state?.reason === undefined,
    ...(shortcut === undefined ? {} : { accelerator: toAccelerator(shortcut) }),
    ...(state?.isOn === undefined ? {} : { isOn: state.isOn }),
    ...(isChoice ? { isChoice } : {}),
  };
}

function labelOf({ id, title, inMenu }: Command, { states, language, giveLetter }: Described): string {
  return giveLetter(say(inMenu ?? states.get(id)?.title ?? title, language));
}

/** Puts & before a letter of each label that chooses it in the open menu: the first one that no label before has taken. */
function createLetters(): (label: string) => string {
  const taken = new Set<string>();
  return (label) => {
    const short = label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;
    const starts = [...short.matchAll(/\b[a-z]/gi)].map(({ index }) => index);
    const others = [...short.matchAll(/[a-z]/gi)].map(({ index }) => index);
    const position = [...starts, ...others].find((index) => !taken.has(short.charAt(index).toLowerCase()));
    const double = (part: string): string => part.replaceAll('&', '&&');
    if (position === undefined) return double(short);
    taken.add(short.charAt(position).toLowerCase());
    return `${double(short.slice(0, position))}&${double(short.slice(position))}`;
  };
}
