// A button that gives one command: name, shortcut and reason come from the list of commands.
import type { ComponentProps } from 'react';
import { Button } from '../design/Button.tsx';
import { type Command, type CommandId, commands } from './list.ts';
import { runCommand } from './registry.ts';
import { formatShortcut } from './shortcut.ts';

interface CommandButtonProperties extends Pick<ComponentProps<typeof Button>, 'icon' | 'iconOnly' | 'tone' | 'size' | 'className'> {
  readonly command: CommandId;
  readonly label?: string;
  /** Subscribe to what the reason depends on in the caller, and hand it in. */
  readonly reason?: string | undefined;
}

export function CommandButton({ command: id, label, reason, ...look }: CommandButtonProperties) {
  const command: Command = commands[id];
  return (
    <Button
      {...look}
      label={label ?? command.label}
      reason={reason}
      shortcut={command.shortcut === undefined ? undefined : formatShortcut(command.shortcut)}
      onPress={() => runCommand(id)}
    />
  );
}
