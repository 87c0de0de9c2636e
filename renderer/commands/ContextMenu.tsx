// A context menu: the commands that name what it was opened on, in the order and with the lines of the menu bar. Those that can't be
// given now stay in their places, with the reason beside them for whoever stops there.
import { ContextMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import styles from '../design/menu.module.css';
import { useLanguage } from '../i18n/language.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { type Command, type ContextName, menuNames } from './command.ts';
import { registryStore, runCommand } from './registry.ts';
import { showCommand } from './use-command.ts';
import { commandTexts } from './words.ts';

interface ContextMenuProperties {
  /** What it is opened on; decided as it opens. */
  readonly context: ContextName;
  /** One element, which the menu is opened on. */
  readonly children: ReactNode;
}

export function ContextMenu({ context, children }: ContextMenuProperties) {
  const text = useTexts(commandTexts);
  return (
    // the rest of the window can be seen and heard meanwhile: a click anywhere closes the menu
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} collisionPadding={8} aria-label={text('context-menu')}>
          <Items context={context} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Items({ context }: { readonly context: ContextName }) {
  const { commands, states } = useStore(registryStore);
  const language = useLanguage();
  const members = listCommands(commands.values(), context);
  return members.map((command, index) => {
    const state = states.get(command.id);
    if (state === undefined) return null;
    const { title, reason, shortcut } = showCommand(command, state, language);
    const former = members[index - 1];
    return [
      former !== undefined && partOf(former) !== partOf(command) && <Radix.Separator key={`line ${command.id}`} className={styles.line} />,
      <Radix.Item
        key={command.id}
        className={styles.item}
        data-command={command.id}
        disabled={reason !== undefined}
        title={reason}
        onSelect={() => setTimeout(() => runCommand(command.id))} // behind the menu, which gives the focus back
      >
        {title}
        {shortcut !== undefined && <kbd>{shortcut}</kbd>}
      </Radix.Item>,
    ];
  });
}

const partOf = ({ place }: Command): number => (place === undefined ? -1 : menuNames.indexOf(place.menu) * 100 + place.part);

export function listCommands(commands: Iterable<Command>, context: ContextName): readonly Command[] {
  return [...commands]
    .filter(({ contexts }) => contexts?.includes(context) === true)
    .sort((first, second) => partOf(first) - partOf(second));
}
