// Whether a model will find room where it is to be written: asked before a network is trained, because its size is known then.
// What a system does not tell (a full quota, a file system that names no free space) is found out when it is written.

import { realpath, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { estimateModelBytes } from '../../../engine/exporters/model-size.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import { words } from '../../../engine/words/host.ts';
import { modelBytesLimit } from '../files/read.ts';

const { problem, fix } = messagesOf(words);

/** Bytes of the model's file; undefined where the network is not valid. */
export function measureModel(document: GraphDocument, classes: readonly string[]): number | undefined {
  const { network } = analyzeDocument(document);
  return network === undefined ? undefined : estimateModelBytes(document, network, classes);
}

/** A model that no program of ours would read again: refused before it is trained. */
export function checkReadable(bytes: number): readonly Diagnostic[] {
  if (bytes <= modelBytesLimit) return [];
  return [
    {
      ...problem('model-too-large', { limit: exactly(modelBytesLimit), size: exactly(bytes) }),
      fix: { ...fix('fewer-filters'), changes: [] },
    },
  ];
}

/** A disk without room for that many bytes beside the file that they may replace. `path`: of the file. */
export async function checkFreeSpace(path: string, bytes: number): Promise<readonly Diagnostic[]> {
  const target = await realpath(path).catch(() => path); // a link is followed when it is written, to another disk perhaps
  const free = await readFreeSpace(dirname(target));
  if (free === undefined || free >= bytes) return [];
  return [
    {
      ...problem('no-room-for-model', { needed: exactly(bytes), free: exactly(free) }),
      path,
      fix: { ...fix('free-space-or-out'), changes: [] },
    },
  ];
}

async function readFreeSpace(folder: string): Promise<number | undefined> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return blocks > 0 ? bavail * bsize : undefined;
  } catch {
    return undefined;
  }
}

const exactly = (bytes: number) => ({ kind: 'bytes', bytes: Math.ceil(bytes), exact: true }) as const;
