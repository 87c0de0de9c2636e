// The page says what the application menu shows.
import type { MenuDescription } from '../../../engine/protocol.ts';
import type { CommandHandlers } from '../ipc/answer.ts';

export function createMenuCommands(showMenu: (menus: readonly MenuDescription[]) => void): Pick<CommandHandlers, 'setMenu'> {
  return {
    async setMenu({ menus }) {
      showMenu(menus);
      return { kind: 'done' };
    },
  };
}
