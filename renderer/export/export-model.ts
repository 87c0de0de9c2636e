// Exporting the trained model: the main process asks where to and writes the file.
import { send } from '../bridge/bridge.ts';
import { fileName } from '../document/file-name.ts';
import { showMessage } from '../messages/messages.ts';
import { hasWeights, runStore } from '../runs/run.ts';

/** Why no model can be exported now, or undefined. */
export function exportReason(): string | undefined {
  return hasWeights(runStore.getState()) ? undefined : 'train the network for at least one epoch first';
}

export async function exportModel(): Promise<void> {
  if (exportReason() !== undefined) return;
  const answer = await send('exportModel', {});
  if (answer.kind === 'cancelled') return;
  if (answer.kind === 'failed') showMessage('error', 'The model could not be exported', answer.diagnostics, 'export');
  else showMessage('success', `Exported the model to ${fileName(answer.path)}`, [], 'export');
}
