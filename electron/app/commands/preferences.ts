// Reading and changing the person's settings. Changes take effect in window and menu at once.
import type { Settings } from '../../../engine/protocol.ts';
import type { SettingsStore } from '../../host/files/settings.ts';
import type { CommandHandlers } from '../ipc/answer.ts';

export function createPreferenceCommands(
  settings: SettingsStore,
  apply: (settings: Settings) => Promise<void>,
): Pick<CommandHandlers, 'readSettings' | 'writeSettings'> {
  return {
    readSettings: () => settings.read(),
    async writeSettings(changes) {
      const after = await settings.change(changes);
      await apply(after);
      return after;
    },
  };
}
