// What is dropped on the window: a folder of images, a network, or an image to predict.
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { pathOfFile } from '../bridge/bridge.ts';
import { fileName } from '../document/file-name.ts';
import { showMessage } from '../messages/messages.ts';
import { openImages, openImagesReason, predictFile } from '../runs/images.ts';
import { openDocument } from './files.ts';

/** A folder dropped on the window is opened as images, a network file as the document; a single image is predicted. */
export async function openDropped(file: File, isFolder: boolean): Promise<void> {
  const path = pathOfFile(file);
  if (!isFolder && file.type.startsWith('image/')) await predictFile(path);
  else if (!isFolder && path.toLowerCase().endsWith('.json')) await openDocument(path);
  else if (!isFolder) refuseDropped(path, unknownFile);
  else if (openImagesReason() === undefined) await openImages({ kind: 'folder', folder: path });
  else refuseDropped(path, busyImages(openImagesReason() ?? ''));
}

function refuseDropped(path: string, diagnostic: Diagnostic): void {
  showMessage('error', `${fileName(path)} can’t be opened`, [diagnostic]);
}

const unknownFile: Diagnostic = {
  id: 'dropped-file-unknown',
  severity: 'error',
  message: 'Nothing can be done with this file here.',
  expected: 'a folder of images, a network (*.receptive.json), or an image to predict',
  received: 'a file of another kind',
  fix: { label: 'Drop the folder that holds the class folders, not a file in it', changes: [] },
};

const busyImages = (received: string): Diagnostic => ({
  id: 'images-busy',
  severity: 'error',
  message: 'Another folder can’t be opened now.',
  expected: 'no run, and no folder that is being opened',
  received,
  fix: { label: 'Stop or cancel it first', changes: [] },
});
