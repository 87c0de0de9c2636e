// All commands, gathered from the features that carry them out, in the order in which menus list them; and those of the window as a whole.
import { sentence } from '../../engine/words/texts.ts';
import { type Command, type CommandPart, defineCommands } from '../commands/command.ts';
import { helpCommands } from '../commands/commands.ts';
import { type CommandId, reasonTexts } from '../commands/words.ts';
import { documentCommands } from '../document/commands.ts';
import { clearSelection, selectionStore } from '../document/selection.ts';
import { exportCommands } from '../export/commands.ts';
import { fileCommands } from '../files/commands.ts';
import { dismissMessage, messageStore } from '../messages/messages.ts';
import { layerCommands } from '../palette/commands.ts';
import { runCommands } from '../runs/commands.ts';
import { evaluationStore, noEvaluation } from '../runs/evaluation.ts';
import { layoutCommands, makeViewCommands } from './layout/commands.ts';
import { settingsCommands } from './settings/commands.ts';
import { startCommands, templateCommands } from './start/commands.ts';
import { views } from './views.ts';

/** What Escape takes away, one at a time: what covers the window first. */
function findStepBack(): (() => void) | undefined {
  const newest = messageStore.getState().messages.at(-1);
  const { nodes, edges } = selectionStore.getState();
  const { running, result } = evaluationStore.getState();
  if (newest !== undefined) return () => dismissMessage(newest.id);
  if (nodes.length + edges.length > 0) return clearSelection;
  return running || result === undefined ? undefined : () => evaluationStore.setState(noEvaluation, true);
}

const windowCommands = defineCommands([messageStore, selectionStore, evaluationStore], {
  'clear-selection': {
    place: { menu: 'edit', part: 3 },
    shortcut: 'Escape',
    yieldsTo: 'text',
    reason: () => (findStepBack() === undefined ? sentence(reasonTexts, 'nothing-selected') : undefined),
    run: () => findStepBack()?.(),
  },
});

/** Does not compile while a command that has a name in words.ts has no entry. */
const named: Readonly<Record<CommandId, Command>> = {
  ...fileCommands.commands,
  ...startCommands.commands,
  ...exportCommands.commands,
  ...documentCommands.commands,
  ...runCommands.commands,
  ...windowCommands.commands,
  ...layoutCommands.commands,
  ...settingsCommands.commands,
  ...helpCommands.commands,
};
const parts: readonly CommandPart[] = [
  fileCommands,
  startCommands,
  exportCommands,
  documentCommands,
  runCommands,
  windowCommands,
  layoutCommands,
  settingsCommands,
  helpCommands,
];

/** Commands that are made from lists: one a layer type, one a template, one a view. */
const listed: readonly Command[] = [...layerCommands, ...templateCommands, ...makeViewCommands(views)];

export const allCommands: readonly Command[] = [...Object.values(named), ...listed];
export const followedByCommands = parts.flatMap(({ follows }) => follows);
