// Coloured pictures for tests, without an encoder: Windows bitmaps, whose pixels stand in the file as they are.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export type Colour = readonly [red: number, green: number, blue: number];

/** A square of one colour, `side` pixels long. */
export function writeBitmap(file: string, side: number, [red, green, blue]: Colour): void {
  const row = Math.ceil((side * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + row * side);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(side, 18);
  bytes.writeInt32LE(side, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) bytes.set([blue, green, red], 54 + y * row + x * 3);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
