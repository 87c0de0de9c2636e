// Electron's fuses: switches in the executable itself, found after a fixed sentinel: one byte for the version of the list,
// one for its length, then one character a fuse ('0' off, '1' on, 'r' removed). `@electron/fuses` writes the same bytes.
import { open } from 'node:fs/promises';

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const supportedVersion = 1;
const pieceSize = 1 << 24;

/** Which fuse is at which index of the list (version 1). */
export const fuseIndex = { enableNodeCliInspectArguments: 3, loadBrowserProcessSpecificV8Snapshot: 6 } as const;

export interface FuseSetting {
  readonly index: number;
  readonly enabled: boolean;
}

/** Sets fuses in an Electron executable, in place. */
export async function setFuses(executable: string, settings: readonly FuseSetting[]): Promise<void> {
  const file = await open(executable, 'r+');
  try {
    const start = await findSentinel((buffer, position) => file.read(buffer, 0, buffer.length, position));
    if (start < 0) throw new Error(`${executable}: expected an Electron executable, found no fuses in it.`);
    const header = Buffer.alloc(2);
    await file.read(header, 0, 2, start);
    const [version = 0, length = 0] = header;
    if (version !== supportedVersion)
      throw new Error(`${executable}: expected fuses of version ${supportedVersion}, found version ${version}.`);
    for (const { index, enabled } of settings) {
      if (index >= length) throw new Error(`${executable}: expected a fuse ${index}, found only ${length} fuses.`);
      await file.write(enabled ? '1' : '0', start + 2 + index);
    }
  } finally {
    await file.close();
  }
}

/** The position just after the sentinel, or -1. Reads in pieces that overlap by the sentinel's length. */
async function findSentinel(read: (buffer: Buffer, position: number) => Promise<{ bytesRead: number }>): Promise<number> {
  const piece = Buffer.alloc(pieceSize);
  for (let position = 0; ; position += pieceSize - sentinel.length) {
    const { bytesRead } = await read(piece, position);
    const found = piece.subarray(0, bytesRead).indexOf(sentinel);
    if (found >= 0) return position + found + sentinel.length;
    if (bytesRead < pieceSize) return -1;
  }
}
