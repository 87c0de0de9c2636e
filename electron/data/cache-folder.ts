// The folder in which decoded images are kept: one subfolder for each opened folder and settings, holding an index and
// the pixel file it names. Pixel files never change once an index names them; a newer one gets a new name. A lease (a
// file naming a process) keeps a pixel file as long as that process lives, so that two programs, or a crashed one, do
// each other no harm: the rename of the index decides, and what nobody leases or names is swept.
import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSettings } from '../../engine/datasets/image-folder.ts';
import { makeFolder } from '../folders.ts';
import { type CacheIndex, decodeCacheIndex, encodeCacheIndex, pixelBytesOf } from './cache-index.ts';
import { decoderVersion } from './decode.ts';
import { errorCode } from './system-errors.ts';

const indexName = 'index.bin';
const leasePattern = /^(pixels-[0-9a-f]{16}\.bin)\.(\d+)\.lease$/;
const pixelPattern = /^pixels-[0-9a-f]{16}\.bin$/;
const entryPattern = /^[0-9a-f]{40}$/;

/** folder and testFolder: real paths. */
export function getCacheEntry(cacheFolder: string, folder: string, testFolder: string | undefined, settings: ImageSettings): string {
  const { height, width, channels, fit, background, sizes } = settings;
  const own = sizes === undefined ? [] : [sizes.step, sizes.largest];
  const key = JSON.stringify([decoderVersion, folder, testFolder ?? null, height, width, channels, fit, background, ...own]);
  return join(cacheFolder, createHash('sha256').update(key).digest('hex').slice(0, 40));
}

/** A new pixel file's name, leased before it exists. */
export async function claimPixelFile(entry: string): Promise<string> {
  makeFolder(entry);
  const name = `pixels-${randomBytes(8).toString('hex')}.bin`;
  await leasePixelFile(entry, name);
  return name;
}

// How often this process holds a pixel file: one lease file stands for all of them.
const holders = new Map<string, number>();

async function leasePixelFile(entry: string, name: string): Promise<void> {
  const path = join(entry, name);
  holders.set(path, (holders.get(path) ?? 0) + 1);
  await writeFile(`${path}.${process.pid}.lease`, '');
}

/** Gives back what claimPixelFile or readCacheEntry took. */
export async function releasePixelFile(path: string): Promise<void> {
  const left = (holders.get(path) ?? 1) - 1;
  if (left > 0) holders.set(path, left);
  else {
    holders.delete(path);
    await rm(`${path}.${process.pid}.lease`, { force: true });
  }
}

/** The index and its pixel file's lease; undefined where there is none or it is damaged. */
export async function readCacheEntry(entry: string): Promise<CacheIndex | undefined> {
  const bytes = await readFile(join(entry, indexName)).catch(() => undefined);
  const index = bytes && decodeCacheIndex(bytes);
  if (!index) return undefined;
  await leasePixelFile(entry, index.pixelFile);
  const stats = await stat(join(entry, index.pixelFile)).catch(() => undefined);
  if (stats?.isFile() && stats.size === pixelBytesOf(index)) return index;
  await releasePixelFile(join(entry, index.pixelFile));
  return undefined;
}

/** Makes index the entry's own, all at once. */
export async function writeCacheEntry(entry: string, index: CacheIndex): Promise<void> {
  const temporary = join(entry, `${indexName}.${process.pid}.${randomBytes(4).toString('hex')}.temporary`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(encodeCacheIndex(index));
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(entry, indexName));
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Notes that the entry was used now. */
export async function touchCacheEntry(entry: string): Promise<void> {
  const now = new Date();
  await utimes(join(entry, indexName), now, now).catch(() => undefined);
}

export async function dropCacheIndex(entry: string): Promise<void> {
  await rm(join(entry, indexName), { force: true });
}

/** Removes what no living process leases and the index doesn't name: pixel files, dead leases, temporary files. */
export async function sweepCacheEntry(entry: string): Promise<void> {
  const names = await readdir(entry).catch(() => []);
  const leased = new Set<string>();
  for (const name of names) {
    const lease = leasePattern.exec(name);
    const owner = lease?.[2] ?? /^index\.bin\.(\d+)\.[0-9a-f]+\.temporary$/.exec(name)?.[1];
    if (owner === undefined) continue;
    if (!isAlive(Number(owner))) await rm(join(entry, name), { force: true });
    else if (lease?.[1]) leased.add(lease[1]);
  }
  const stray = names.filter((name) => pixelPattern.test(name) && !leased.has(name));
  if (stray.length === 0) return;
  const bytes = await readFile(join(entry, indexName)).catch(() => undefined);
  const named = bytes && decodeCacheIndex(bytes)?.pixelFile;
  for (const name of stray) if (name !== named) await rm(join(entry, name), { force: true });
}

/** Removes the entries used longest ago until the cache is within limit bytes; never kept nor one that is in use. */
export async function limitCache(cacheFolder: string, limit: number, kept: string): Promise<void> {
  const entries = [];
  for (const name of await readdir(cacheFolder).catch(() => [])) {
    if (entryPattern.test(name)) entries.push(await measureEntry(join(cacheFolder, name)));
  }
  let total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  for (const entry of entries.sort((a, b) => a.used - b.used)) {
    if (total <= limit) return;
    if (entry.path === kept || entry.isLeased) continue;
    await rm(entry.path, { recursive: true, force: true });
    total -= entry.bytes;
  }
}

async function measureEntry(path: string) {
  let bytes = 0;
  let used = 0;
  let isLeased = false;
  for (const name of await readdir(path).catch(() => [])) {
    const stats = await stat(join(path, name)).catch(() => undefined);
    bytes += stats?.size ?? 0;
    if (name === indexName) used = stats?.mtimeMs ?? 0;
    const owner = leasePattern.exec(name)?.[2];
    isLeased = isLeased || (owner !== undefined && isAlive(Number(owner)));
  }
  return { path, bytes, used, isLeased };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
