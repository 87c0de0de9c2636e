// All commands of the window, put together from the parts that answer them.
import type { MenuDescription, Settings, WorkbenchLayout } from '../../../engine/protocol.ts';
import { createDatasetHolds } from '../../host/datasets/dataset-holds.ts';
import { createDatasetSession } from '../../host/datasets/dataset-session.ts';
import { imageSource, releaseDataset } from '../../host/datasets/image-source.ts';
import type { Draft } from '../../host/files/draft.ts';
import type { SettingsStore } from '../../host/files/settings.ts';
import type { StoredFile } from '../../host/files/stored-file.ts';
import { createTrainingSession } from '../../host/runs/training-session.ts';
import type { CommandHandlers } from '../ipc/answer.ts';
import type { EventChannel } from '../ipc/events.ts';
import type { Dialogs } from '../windows/dialogs.ts';
import { createDatasetCommands } from './datasets.ts';
import { createDocumentCommands } from './documents.ts';
import { createLayoutCommands } from './layout.ts';
import { createMenuCommands } from './menu.ts';
import { createModelCommands } from './models.ts';
import { createPreferenceCommands } from './preferences.ts';
import { createTrainingCommands } from './training.ts';

export interface Shell {
  readonly dialogs: Dialogs;
  readonly settings: SettingsStore;
  readonly draft: StoredFile<Draft>;
  readonly layout: StoredFile<WorkbenchLayout>;
  readonly events: EventChannel;
  applySettings(settings: Settings): Promise<void>;
  showMenu(menus: readonly MenuDescription[]): void;
}

export interface CommandService {
  readonly handlers: CommandHandlers;
  /** The page is gone: what it had started ends, what was learnt is kept. */
  leavePage(): void;
  /** Previews a second, at most, whatever the window asks for. */
  limitPreviews(rate: number): void;
  dispose(): Promise<void>;
}

export function createHandlers(shell: Shell): CommandService {
  const { dialogs, settings, draft, events } = shell;
  const send = events.send;
  const createHold = createDatasetHolds(releaseDataset);
  const datasets = createDatasetSession(imageSource, createHold(), send);
  const training = createTrainingSession(() => import('../../host/runs/client.ts'), createHold(), send);
  const runs = createTrainingCommands(training, datasets, settings, send);
  const models = createModelCommands({ dialogs, settings, datasets, training, send });
  return {
    handlers: {
      ...createDocumentCommands(dialogs, draft),
      ...createDatasetCommands(dialogs, datasets),
      ...runs,
      ...models,
      ...createPreferenceCommands(settings, shell.applySettings),
      ...createMenuCommands(shell.showMenu),
      ...createLayoutCommands(shell.layout),
    },
    leavePage() {
      void models.cancelEvaluation({});
      runs.stopTraining({}).catch(() => undefined); // a run that failed has nothing to stop
    },
    limitPreviews: training.limitPreviews,
    async dispose() {
      datasets.cancel();
      await training.dispose();
    },
  };
}
