// The first decode of a folder of images, ours against sharp alone, alternating in one run, as rates and their ratio. Ours is the
// whole path of the application: scan, read, decode, fit, sum, check, write the cache, load it. Sharp only reads and decodes.
// sharp is no dependency: `npm install sharp` in a folder elsewhere, and name that folder.
// usage: npm run bench:decode -- --data FOLDER --sharp FOLDER [--size HxW] [--channels 1|3] [--rounds N] [--sample N]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { bundleIfStale } from '../../build/bundle.ts';
import { openImageFolder } from '../../electron/host/datasets/open-image-folder.ts';
import { scanImageFolder } from '../../electron/host/datasets/scan-image-folder.ts';
import { getImageCacheFolder } from '../../electron/host/files/paths.ts';
import { median } from './median.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    sharp: { type: 'string' },
    size: { type: 'string', default: '28x28' },
    channels: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    sample: { type: 'string', default: '4000' },
    side: { type: 'string', default: 'both' },
  },
});
const cores = availableParallelism();
const [height = 28, width = 28] = values.size.split('x').map(Number);
const channels = values.channels === '3' ? 3 : 1;
if (values.data === undefined) throw new Error('expected --data FOLDER with a subfolder a class');
const folder = resolve(values.data);

/** Images a second from an empty cache to pixels in memory. */
async function measureOurs(): Promise<number> {
  const started = performance.now();
  const opened = await openImageFolder({
    folder,
    settings: { height, width, channels, fit: 'stretch', background: [0, 0, 0] },
    split: { validationShare: 0.1, seed: 1 },
    cacheFolder: getImageCacheFolder(),
    workers: cores,
  });
  if (opened.kind !== 'opened') throw new Error(`the folder was not opened: ${JSON.stringify(opened)}`);
  if (opened.dataset.decoded === 0 || opened.dataset.fromCache > 0) throw new Error('expected an empty cache');
  return (opened.dataset.decoded * 1000) / (performance.now() - started);
}

/** What is used of sharp; it is not installed here, so its types are not either. */
interface Sharp {
  (path: string): Sharp;
  resize(width: number, height: number, options: { readonly fit: 'fill' }): Sharp;
  removeAlpha(): Sharp;
  greyscale(): Sharp;
  toColourspace(space: 'srgb' | 'b-w'): Sharp;
  raw(): Sharp;
  toBuffer(): Promise<Uint8Array>;
  cache(enabled: boolean): void;
  concurrency(threads: number): void;
}

/** Images a second of sharp, the best of several numbers of decodes in flight, each on images spread over the folder. */
async function measureSharp(place: string): Promise<number> {
  const sharp: Sharp = createRequire(join(resolve(place), 'any.js'))('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  const scanned = await scanImageFolder(folder);
  if (scanned.kind !== 'scanned') throw new Error('the folder was not scanned');
  const { paths } = scanned.scan;
  const stride = Math.max(1, Math.floor(paths.length / Number(values.sample)));
  const chosen = paths.filter((_, index) => index % stride === 0);
  let best = 0;
  for (const inFlight of [cores, 2 * cores, 4 * cores]) {
    let next = 0;
    const decodeSome = async () => {
      for (let path = chosen[next++]; path !== undefined; path = chosen[next++]) {
        const fitted = sharp(join(folder, path)).resize(width, height, { fit: 'fill' }).removeAlpha();
        const pixels = await (channels === 1 ? fitted.greyscale().toColourspace('b-w') : fitted.toColourspace('srgb')).raw().toBuffer();
        if (pixels.length !== height * width * channels) throw new Error(`sharp gave ${pixels.length} bytes`);
      }
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: inFlight }, decodeSome));
    best = Math.max(best, (chosen.length * 1000) / (performance.now() - started));
  }
  return best;
}

/** One side in a process of its own, with a cache folder of its own and as many decoding threads as cores. */
function measureInProcess(side: 'ours' | 'sharp'): number {
  const cache = mkdtempSync(join(tmpdir(), 'receptive-decode-'));
  try {
    const run = spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), ...process.argv.slice(2), '--side', side], {
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: cache, UV_THREADPOOL_SIZE: `${cores}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return z.number().positive().parse(JSON.parse(run.stdout));
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

if (values.side === 'ours') console.log(await measureOurs());
else if (values.side === 'sharp') console.log(await measureSharp(values.sharp ?? '.'));
else {
  await bundleIfStale((line) => console.log(line));
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    ours.push(measureInProcess('ours'));
    if (values.sharp !== undefined) theirs.push(measureInProcess('sharp'));
  }
  console.log(`${folder}, ${height}×${width}×${channels}, ${cores} cores, median of ${values.rounds} rounds`);
  console.log(`ours   ${Math.round(median(ours))} images/s`);
  if (theirs.length === 0) console.log('sharp  not measured: name a folder where it is installed with --sharp');
  else {
    console.log(`sharp  ${Math.round(median(theirs))} images/s`);
    console.log(`ratio  ${(median(ours) / median(theirs)).toFixed(2)} (expected: at least 0.9)`);
  }
}
