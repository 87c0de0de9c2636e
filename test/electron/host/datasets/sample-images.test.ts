// The sample images: written whole, once, and to what Debian's package holds.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { writeSampleImages } from '../../../../electron/host/datasets/sample-images.ts';
import { decodeImages } from '../../../../electron/host/images/decode-image.ts';
import type { ImageSettings } from '../../../../engine/datasets/image-folder.ts';
import { createFolder, openDataset } from './image-folders.ts';

const grey: ImageSettings = { height: 28, width: 28, channels: 1, fit: 'stretch', background: [0, 0, 0] };
const original = '/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz';

describe('the sample images', () => {
  it('are 200 images in each of ten class folders, ready to be opened', async () => {
    const folder = join(createFolder(), 'deep', 'samples');
    const progress: number[] = [];
    expect(await writeSampleImages(folder, { onProgress: (done) => progress.push(done) })).toEqual({
      kind: 'written',
      folder,
      files: 2000,
    });
    expect(progress.at(-1)).toBe(2000);
    expect(readdirSync(join(folder, '..'))).toEqual(['samples']);
    const dataset = await openDataset(folder, createFolder(), { settings: grey, split: { validationShare: 0.1, seed: 1 } });
    expect(dataset.classes).toEqual(['ankle-boot', 'bag', 'coat', 'dress', 'pullover', 'sandal', 'shirt', 'sneaker', 't-shirt', 'trouser']);
    expect(dataset.parts).toMatchObject({ training: { count: 1800 }, validation: { count: 200 } });
    expect(dataset.skipped).toEqual([]);
    expect(dataset.normalization.mean[0]).toBeCloseTo(0.286, 1);
  });

  it('are written once; only what is missing is added, and other files stay', async () => {
    const folder = createFolder();
    await writeSampleImages(folder);
    rmSync(join(folder, 'coat'), { recursive: true });
    rmSync(join(folder, 'bag', readdirSync(join(folder, 'bag'))[3] ?? ''));
    writeFileSync(join(folder, 'bag', 'mine.txt'), 'mine');
    expect(await writeSampleImages(folder)).toMatchObject({ kind: 'written', files: 201 });
    expect(await writeSampleImages(folder)).toMatchObject({ kind: 'written', files: 0 });
    expect(readFileSync(join(folder, 'bag', 'mine.txt'), 'utf8')).toBe('mine');
    expect(readdirSync(join(folder, 'bag'))).toHaveLength(201);
  });

  it('survive being written twice at once', async () => {
    const folder = join(createFolder(), 'samples');
    const results = await Promise.all([writeSampleImages(folder), writeSampleImages(folder)]);
    for (const result of results) expect(result.kind).toBe('written');
    expect(readdirSync(folder).flatMap((name) => readdirSync(join(folder, name)))).toHaveLength(2000);
  });

  it('are a problem where they are damaged or the folder is a file', async () => {
    const assets = createFolder();
    const file = join(createFolder(), 'file');
    writeFileSync(file, '');
    expect(await writeSampleImages(createFolder(), { assets })).toMatchObject({ problems: [{ id: 'sample-images-damaged' }] });
    writeFileSync(join(assets, 'samples.json'), '{"version": 2}');
    expect(await writeSampleImages(createFolder(), { assets })).toMatchObject({ problems: [{ id: 'sample-images-damaged' }] });
    for (const target of [file, join(file, 'below')])
      expect(await writeSampleImages(target)).toMatchObject({ problems: [{ id: 'sample-images-unwritable', path: target }] });
    mkdirSync(join(assets, 'x'));
  });

  it.skipIf(!existsSync(original))('hold the very pixels of the original file', async () => {
    const folder = createFolder();
    await writeSampleImages(folder);
    const images = gunzipSync(readFileSync(original)).subarray(16);
    for (const name of readdirSync(folder)) {
      const files = readdirSync(join(folder, name)).slice(0, 200);
      const paths = files.map((file) => join(folder, name, file));
      for (const [index, decoded] of (await decodeImages(paths, grey)).entries()) {
        const file = files[index] ?? '';
        const at = Number.parseInt(file, 10) * 784;
        if (decoded.kind !== 'decoded') throw new Error(JSON.stringify(decoded.problem));
        expect(Buffer.compare(decoded.pixels, images.subarray(at, at + 784))).toBe(0);
      }
    }
  });
});
