// Two thousand photos of 12 megapixels: memory stays flat to the end, and a kill in the middle costs what was being decoded, no
// more. And the largest photos: one after the other.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listPartedFiles } from '../../electron/host/datasets/cache-folder.ts';
import { openPartedFile } from '../../electron/host/datasets/cache-parts.ts';
import { runMeasured, writePhotoNetwork, writePhotos } from '../helpers/photos.ts';

const folder = mkdtempSync(join(tmpdir(), 'receptive-photos-'));
const path = (...parts: readonly string[]) => join(folder, ...parts);
const network = path('photos.json');
const train = (images: string) => ['train', network, '--data', images, '--out', path('model.json')];
writePhotoNetwork(network);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Photos that the parts of an index in the cache name. */
async function countParted(cache: string): Promise<number> {
  const parts = readdirSync(cache, { recursive: true, encoding: 'utf8' }).find((name) => /parts-\w+\.bin$/.test(name));
  if (parts === undefined) return 0;
  const entry = join(cache, dirname(parts));
  const [name = ''] = await listPartedFiles(entry);
  const source = await openPartedFile(entry, name);
  await source?.file.close();
  return source?.index.present.reduce((sum, isThere) => sum + isThere, 0) ?? 0;
}

describe.skipIf(process.platform !== 'linux')('photos', () => {
  test('two thousand of 12 megapixels are decoded in 500 MB, and after a kill in the middle only the others are decoded', async () => {
    const count = 2000;
    writePhotos(path('photos'), 4000, 3000, count);
    const cache = mkdtempSync(path('cache-'));
    let done = 0;
    const killed = await runMeasured(train(path('photos')), cache, (child, error) => {
      done = Number(/Reading images: (\d+) of[^:]*$/.exec(error)?.[1] ?? 0);
      if (done >= count / 2) child.kill('SIGKILL');
    });
    expect(killed.code).toBeNull();
    expect(killed.peak).toBeLessThan(500);
    const kept = await countParted(cache);
    expect(kept).toBeGreaterThanOrEqual(done);
    const finished = await runMeasured(train(path('photos')), cache);
    expect(finished).toMatchObject({ code: 0, dataset: { fromCache: kept, decoded: count - kept } });
    expect(finished.peak).toBeLessThan(500);
  }, 3_600_000);

  test('sixteen of 48 megapixels are decoded one by one', async () => {
    writePhotos(path('large'), 8000, 6000, 16);
    const finished = await runMeasured(train(path('large')), mkdtempSync(path('cache-')));
    expect(finished).toMatchObject({ code: 0, dataset: { decoded: 16 } });
    expect(finished.peak).toBeLessThan(700);
  }, 600_000);
});
