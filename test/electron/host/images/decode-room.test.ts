// The bytes that decoding threads share: who takes them, who waits, and what a dead thread leaves behind.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeImages } from '../../../../electron/host/images/decode-image.ts';
import { createDecodeRoom, DecodeSeat, isCrowded, vacateSeat } from '../../../../electron/host/images/decode-room.ts';

const mebibyte = 1024 * 1024;

function createSeats(bytes: number) {
  const room = createDecodeRoom(bytes, 3);
  return { room, seats: [0, 1, 2].map((seat) => new DecodeSeat(room, seat)) as [DecodeSeat, DecodeSeat, DecodeSeat] };
}

test('bytes are shared by all, and free again when one leaves', () => {
  const [first, second, third] = createSeats(100 * mebibyte).seats;
  expect(first.tryTake(60 * mebibyte)).toBe(true);
  expect(second.tryTake(50 * mebibyte)).toBe(false);
  expect(second.tryTake(30 * mebibyte)).toBe(true);
  expect(third.tryTake(20 * mebibyte)).toBe(false);
  first.leave();
  expect(third.tryTake(20 * mebibyte)).toBe(true);
});

test('more than there is may be taken by one who is alone, and then by nobody else', () => {
  const [first, second] = createSeats(100 * mebibyte).seats;
  expect(first.tryTake(mebibyte)).toBe(true);
  expect(second.tryTake(500 * mebibyte)).toBe(false);
  first.leave();
  expect(second.tryTake(500 * mebibyte)).toBe(true);
  expect(first.tryTake(mebibyte)).toBe(false);
});

test('nobody passes the one whose turn it is', () => {
  const [first, second] = createSeats(100 * mebibyte).seats;
  first.takeTurn();
  expect(second.tryTake(mebibyte)).toBe(false);
  first.endTurn();
  expect(second.tryTake(mebibyte)).toBe(true);
});

test('what a dead thread held is free again, its turn as well', () => {
  const { room, seats } = createSeats(100 * mebibyte);
  const [first, second] = seats;
  first.takeTurn();
  first.take(90 * mebibyte);
  expect(isCrowded(room)).toBe(true);
  vacateSeat(room, 0);
  expect(isCrowded(room)).toBe(false);
  expect(second.tryTake(100 * mebibyte)).toBe(true);
});

test('files of many megabytes are decoded by several threads at once, as small ones are', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'receptive-room-'));
  try {
    const paths = Array.from({ length: 9 }, (_, index) => join(folder, `${index}.bmp`));
    for (const [index, path] of paths.entries()) writeFileSync(path, encodeBitmap(2000, 1500, index * 20));
    const settings = { height: 2, width: 2, channels: 1, fit: 'stretch', background: [0, 0, 0] as [number, number, number] } as const;
    const images = await decodeImages(paths, settings, { workers: 3 });
    const imageOf = (index: number) => ({ kind: 'decoded', height: 2, width: 2, pixels: new Uint8Array(4).fill(index * 20) });
    expect(images).toEqual(paths.map((_, index) => imageOf(index)));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** 24 bits a pixel, all of one grey. */
function encodeBitmap(width: number, height: number, grey: number): Uint8Array {
  const bytes = Buffer.alloc(54 + width * height * 3, grey);
  bytes.fill(0, 0, 54);
  bytes.write('BM', 'latin1');
  for (const [at, value] of [
    [2, bytes.length],
    [10, 54],
    [14, 40],
    [18, width],
    [22, height],
  ] as const)
    bytes.writeUInt32LE(value, at);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}
