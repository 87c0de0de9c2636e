// Reading and changing the person's settings. A changed theme takes effect in the window at once.
import type { Settings } from '../../../engine/protocol.ts';
import type { SettingsStore } from '../../host/files/settings.ts';
import type { CommandHandlers } from '../ipc/answer.ts';

export function createPreferenceCommands(
  settings: SettingsStore,
  applyTheme: (theme: Settings['theme']) => void,
): Pick<CommandHandlers, 'readSettings' | 'writeSettings'> {
  return {
    readSettings: () => settings.read(),
    async writeSettings(changes) {
      const after = await settings.change(changes);
      applyTheme(after.theme);
      return after;
    },
  };
}
