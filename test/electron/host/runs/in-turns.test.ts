// Work in turns: its result, and that others have theirs while it goes on.
import { describe, expect, it } from 'vitest';
import { inTurns } from '../../../../electron/host/runs/in-turns.ts';

function* busyFor(parts: number, milliseconds: number): Generator<number, string, undefined> {
  for (let part = 0; part < parts; part++) {
    for (const started = performance.now(); performance.now() - started < milliseconds; );
    yield part;
  }
  return 'done';
}

describe('long work', () => {
  it('lets others have their turn before it ends', async () => {
    const order: string[] = [];
    const other = new Promise<void>((resolve) =>
      setImmediate(() => {
        order.push('other');
        resolve();
      }),
    );
    const work = inTurns(busyFor(20, 5)).then((result) => order.push(result));
    await Promise.all([other, work]);
    expect(order).toEqual(['other', 'done']);
  });

  it('is done at once where it is short', async () => {
    let isTurned = false;
    setImmediate(() => {
      isTurned = true;
    });
    expect(await inTurns(busyFor(3, 0))).toBe('done');
    expect(isTurned).toBe(false);
  });

  it('fails as it failed', async () => {
    function* failing(): Generator<number, string, undefined> {
      yield 1;
      throw new Error('no');
    }
    await expect(inTurns(failing())).rejects.toThrow('no');
  });
});
