// Commands that take the trained network away.
import { defineCommands } from '../commands/command.ts';
import { runStore } from '../runs/run.ts';
import { exportModel, exportReason } from './export-model.ts';

export const exportCommands = defineCommands([runStore], {
  export: { place: { menu: 'file', part: 3 }, shortcut: 'Mod+E', topic: 'export', reason: exportReason, run: exportModel },
});
