// What is wrong with a part of an image folder, as a diagnostic: the same in the window and on the command line.
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import { type OpenedDataset, type PartName, partNames } from '../../../engine/datasets/image-folder.ts';
import { words } from '../../../engine/words/host.ts';

const { problem } = messagesOf(words);

/** Undefined where the part has an image. */
export function diagnoseEmptyPart({ folder, parts }: Pick<OpenedDataset, 'folder' | 'parts'>, part: PartName): Diagnostic | undefined {
  const hasImages = (name: PartName): boolean => (parts[name]?.count ?? 0) > 0;
  if (hasImages(part)) return undefined;
  const expected = { kind: 'list', items: partNames.filter(hasImages), joined: 'comma' } as const;
  return { ...problem('part-empty', { part, expected, received: part }), path: folder };
}
