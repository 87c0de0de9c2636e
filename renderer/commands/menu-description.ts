// The application menu as the main process is to show it: every command in its menu, those that can't be given now greyed out, with
// their keys written beside them. The keys themselves are the page's (use-shortcuts.ts), so that nothing happens twice.
import type { Language } from '../../engine/base/messages.ts';
import type { MenuDescription, MenuItemDescription, MenuRole } from '../../engine/protocol.ts';
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

export function describeMenus(
  commands: Iterable<Command>,
  states: ReadonlyMap<string, CommandState>,
  language: Language,
): MenuDescription[] {
  const text = textsIn(menuTexts, language);
  const placed = [...commands].flatMap((command) => (command.place === undefined ? [] : [{ command, ...command.place }]));
  return menuNames.flatMap((name): MenuDescription[] => {
    const members = placed.filter(({ menu }) => menu === name).sort((first, second) => first.part - second.part);
    if (members.length === 0) return [];
    const giveLetter = createLetters();
    const items = members.flatMap(({ command, part }, index): MenuItemDescription[] => {
      const item = describeItem(command, states.get(command.id), language, giveLetter);
      return index > 0 && members[index - 1]?.part !== part ? [line, item] : [item];
    });
    const system = (systemItems[name] ?? []).map((role): MenuItemDescription => ({ kind: 'role', role, label: giveLetter(text(role)) }));
    return [{ id: name, label: text(name), items: system.length === 0 ? items : [...items, line, ...system] }];
  });
}

function describeItem(
  { id, title, inMenu, role, shortcut, isChoice = false }: Command,
  state: CommandState | undefined,
  language: Language,
  giveLetter: (label: string) => string,
): MenuItemDescription {
  const label = giveLetter(say(inMenu ?? state?.title ?? title, language));
  if (role !== undefined) return { kind: 'role', id, role, label };
  return {
    kind: 'command',
    id,
    label,
    isEnabled: state?.reason === undefined,
    ...(shortcut === undefined ? {} : { accelerator: toAccelerator(shortcut) }),
    ...(state?.isOn === undefined ? {} : { isOn: state.isOn }),
    ...(isChoice ? { isChoice } : {}),
  };
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
