// What is dropped on the window: a folder of images, a network, or an image to predict.
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { messagesOf } from '../../engine/base/messages.ts';
import { words } from '../../engine/words/host.ts';
import { sentence } from '../../engine/words/texts.ts';
import { pathOfFile } from '../bridge/bridge.ts';
import { fileName } from '../document/file-name.ts';
import { attempt, showMessage } from '../messages/messages.ts';
import { openImages, openImagesReason, predictFile } from '../runs/images.ts';
import { isActive, runStore } from '../runs/run.ts';
import { openDocument } from './files.ts';
import { fileTexts } from './words.ts';

const { problem, fix } = messagesOf(words);

/** A folder dropped on the window is opened as images, a network file as the document; a single image is predicted. */
export async function openDropped(file: File, isFolder: boolean): Promise<void> {
  const opening = sentence(fileTexts, 'dropped');
  const path = pathOfFile(file);
  if (!isFolder && file.type.startsWith('image/')) await attempt('predict', opening, () => predictFile(path));
  else if (!isFolder && path.toLowerCase().endsWith('.json')) await attempt('open', opening, () => openDocument(path));
  else if (!isFolder) refuseDropped(path, unknownFile);
  else if (openImagesReason() === undefined) await attempt('images', opening, () => openImages({ kind: 'folder', folder: path }));
  else refuseDropped(path, busyImages());
}

function refuseDropped(path: string, diagnostic: Diagnostic): void {
  showMessage('error', sentence(fileTexts, 'refused', { file: fileName(path) }), [diagnostic], 'images');
}

const unknownFile: Diagnostic = {
  ...problem('dropped-file-unknown'),
  fix: { ...fix('drop-folder'), changes: [] },
};

const busyImages = (): Diagnostic => ({
  ...problem('images-busy', { isTraining: isActive(runStore.getState().status) }),
  fix: { ...fix('stop-or-cancel'), changes: [] },
});
