// A button that gives one command: name, shortcut and reason come from the registry, and are followed there.
import type { ComponentProps } from 'react';
import { Button } from '../design/Button.tsx';
import { runCommand } from './registry.ts';
import { useCommand } from './use-command.ts';
import type { CommandId } from './words.ts';

interface CommandButtonProperties extends Pick<ComponentProps<typeof Button>, 'icon' | 'iconOnly' | 'tone' | 'size' | 'className'> {
  readonly command: CommandId;
}

export function CommandButton({ command: id, ...look }: CommandButtonProperties) {
  const { title, short, reason, shortcut } = useCommand(id);
  return (
    <Button
      {...look}
      label={look.iconOnly === true ? title : short}
      reason={reason}
      shortcut={shortcut}
      onPress={() => runCommand(id)}
      onRefused={() => runCommand(id)}
    />
  );
}
