// What photos cost: the memory of the whole process while they are decoded, as the system counts it, and what is decoded again
// after a kill. The same with thousands of them, and the largest ones, are in test/long.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runMeasured, writePhotoNetwork, writePhotos } from '../../../helpers/photos.ts';

const folder = mkdtempSync(join(tmpdir(), 'receptive-photos-'));
const path = (...parts: readonly string[]) => join(folder, ...parts);
const network = path('photos.json');
const train = (images: string) => ['train', network, '--data', images, '--out', path('model.json')];
writePhotoNetwork(network);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bytes of index parts in the cache. */
function measureParts(cache: string): number {
  const names = readdirSync(cache, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /parts-\w+\.bin$/.test(name)).reduce((sum, name) => sum + statSync(join(cache, name)).size, 0);
}

describe.skipIf(process.platform !== 'linux')('a folder of photos', () => {
  test('of 12 megapixels is decoded in 500 MB however many there are, and goes on where it was killed', async () => {
    writePhotos(path('photos'), 4000, 3000, 60);
    const cache = mkdtempSync(path('cache-'));
    const killed = await runMeasured(train(path('photos')), cache, (child) => {
      if (measureParts(cache) > 4000) child.kill('SIGKILL');
    });
    expect(killed.code).toBeNull();
    const finished = await runMeasured(train(path('photos')), cache);
    expect(finished).toMatchObject({ code: 0, error: expect.not.stringContaining('warning') });
    expect(finished.dataset?.fromCache).toBeGreaterThan(4);
    expect((finished.dataset?.fromCache ?? 0) + (finished.dataset?.decoded ?? 0)).toBe(60);
    expect(finished.peak).toBeGreaterThan(100);
    expect(finished.peak).toBeLessThan(500);
  }, 300_000);
});
