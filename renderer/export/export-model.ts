// Exporting the trained model: the main process asks where to and writes the file.
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { send } from '../bridge/bridge.ts';
import { reasonTexts } from '../commands/words.ts';
import { fileName } from '../document/file-name.ts';
import { showMessage } from '../messages/messages.ts';
import { hasWeights, runStore } from '../runs/run.ts';
import { exportTexts } from './words.ts';

/** Why no model can be exported now, or undefined. */
export function exportReason(): Sentence | undefined {
  return hasWeights(runStore.getState()) ? undefined : sentence(reasonTexts, 'train-an-epoch-first');
}

export async function exportModel(): Promise<void> {
  if (exportReason() !== undefined) return;
  const answer = await send('exportModel', {});
  if (answer.kind === 'cancelled') return;
  if (answer.kind === 'failed') showMessage('error', sentence(exportTexts, 'failed'), answer.diagnostics, 'export');
  else showMessage('success', sentence(exportTexts, 'exported', { file: fileName(answer.path) }), [], 'export');
}
