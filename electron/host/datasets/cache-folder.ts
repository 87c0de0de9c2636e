// The folder in which decoded images are kept: one subfolder for each opened folder and settings, holding an index and
// the pixel file it names. Pixel files never change once an index names them; a newer one gets a new name. While one grows,
// its index grows beside it in parts (cache-parts.ts). A lease (a file naming a process) keeps a pixel file as long as that
// process lives, so that two programs, or a crashed one, do each other no harm: the rename of the index decides, and what
// nobody leases or names is swept. Where nothing can be written, leases and sweeping are done without.
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSettings } from '../../../engine/datasets/image-folder.ts';
import { replaceFile } from '../files/atomic-write.ts';
import { makeFolder } from '../files/folders.ts';
import { errorCode, isSystemError } from '../files/system-errors.ts';
import { decoderVersion } from '../images/decode.ts';
import { type CacheIndex, decodeCacheIndex, encodeCacheIndex } from './cache-index.ts';

const indexName = 'index.bin';
const leasePattern = /^(pixels-[0-9a-f]{16}\.bin)\.(\d+)\.lease$/;
const pixelPattern = /^pixels-[0-9a-f]{16}\.bin$/;
const partsPattern = /^parts-[0-9a-f]{16}\.bin$/;
const entryPattern = /^[0-9a-f]{40}$/;

/** The parts of the index that belong to a pixel file. */
export const partsOf = (pixelFile: string): string => pixelFile.replace('pixels-', 'parts-');

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
  try {
    await writeFile(`${path}.${process.pid}.lease`, '');
  } catch (error) {
    await releasePixelFile(path);
    throw error;
  }
}

/** Gives back what claimPixelFile or holdPixelFile took. */
export async function releasePixelFile(path: string): Promise<void> {
  const left = (holders.get(path) ?? 1) - 1;
  if (left > 0) holders.set(path, left);
  else {
    holders.delete(path);
    await removeFile(`${path}.${process.pid}.lease`);
  }
}

/** Leases a pixel file that is there already. In a cache that can only be read it stays without: nobody sweeps there. */
export async function holdPixelFile(entry: string, name: string): Promise<void> {
  await leasePixelFile(entry, name).catch((error: unknown) => {
    if (!isSystemError(error)) throw error;
  });
}

/** The entry's index, and nothing where there is none or it is damaged. */
export async function readCacheIndex(entry: string): Promise<CacheIndex | undefined> {
  const bytes = await readFile(join(entry, indexName)).catch(() => undefined);
  return bytes && decodeCacheIndex(bytes);
}

/** Pixel files whose index is there in parts, the oldest first. */
export async function listPartedFiles(entry: string): Promise<readonly string[]> {
  const names = (await readdir(entry).catch(() => [])).filter((name) => partsPattern.test(name));
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (await stat(join(entry, name)).catch(() => undefined))?.mtimeMs ?? 0);
  return names.sort((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0)).map((name) => name.replace('parts-', 'pixels-'));
}

/** Removes a file where that is possible: what stays is swept another time. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

/** Makes index the entry's own, all at once. */
export async function writeCacheEntry(entry: string, index: CacheIndex): Promise<void> {
  const temporary = join(entry, `${indexName}.${process.pid}.${randomBytes(4).toString('hex')}.temporary`);
  await replaceFile(join(entry, indexName), temporary, encodeCacheIndex(index), { isFlushed: true });
}

/** Notes that the entry was used now. */
export async function touchCacheEntry(entry: string): Promise<void> {
  const now = new Date();
  await utimes(join(entry, indexName), now, now).catch(() => undefined);
}

export async function dropCacheIndex(entry: string): Promise<void> {
  await removeFile(join(entry, indexName));
}

/** Removes what no living process leases and the index doesn't name: pixel files, dead leases, temporary files; and parts,
 * with the pixel files that belong to them, unless they are to be gone on with. */
export async function sweepCacheEntry(entry: string, keepsParts: boolean): Promise<void> {
  const names = await readdir(entry).catch(() => []);
  const kept = new Set<string>();
  for (const name of names) {
    const lease = leasePattern.exec(name);
    const owner = lease?.[2] ?? /^index\.bin\.(\d+)\.[0-9a-f]+\.temporary$/.exec(name)?.[1];
    if (owner === undefined) continue;
    if (!(lease?.[1] ? isHeld(join(entry, lease[1]), Number(owner)) : isAlive(Number(owner)))) await removeFile(join(entry, name));
    else if (lease?.[1]) kept.add(lease[1]).add(partsOf(lease[1]));
  }
  if (keepsParts) for (const name of names) if (partsPattern.test(name)) kept.add(name).add(name.replace('parts-', 'pixels-'));
  const stray = names.filter((name) => (pixelPattern.test(name) || partsPattern.test(name)) && !kept.has(name));
  if (stray.length === 0) return;
  const named = (await readCacheIndex(entry))?.pixelFile;
  for (const name of stray) if (name !== named) await removeFile(join(entry, name));
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
    await rm(entry.path, { recursive: true, force: true }).catch(() => undefined);
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
    if (name === indexName || partsPattern.test(name)) used = Math.max(used, stats?.mtimeMs ?? 0);
    const lease = leasePattern.exec(name);
    isLeased = isLeased || (lease !== null && isHeld(join(path, lease[1] ?? ''), Number(lease[2])));
  }
  return { path, bytes, used, isLeased };
}

/** A lease with this process's number is another's, dead since, unless this process holds the file. */
function isHeld(path: string, owner: number): boolean {
  return owner === process.pid ? holders.has(path) : isAlive(owner);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
