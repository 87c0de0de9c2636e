// Where the panels of the window are, kept beside the settings. What can't be read is as if nothing had been kept.
import type { WorkbenchLayout } from '../../../engine/protocol.ts';
import type { StoredFile } from '../../host/files/stored-file.ts';
import type { CommandHandlers } from '../ipc/answer.ts';

export function createLayoutCommands(file: StoredFile<WorkbenchLayout>): Pick<CommandHandlers, 'readLayout' | 'writeLayout'> {
  return {
    async readLayout() {
      const layout = await file.read();
      return layout === undefined ? {} : { layout };
    },
    async writeLayout({ layout }) {
      await file.write(layout);
      return { kind: 'done' };
    },
  };
}
