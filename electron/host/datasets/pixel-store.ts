// Where decoded pixels go: into a new pixel file of the cache, with the parts of its index beside it; or into memory, from the
// moment at which the cache fails for whatever reason: it can't be made or written, the disk is full, somebody removed it.
// What was written until then is read back out of the file, which stays open. Nothing is lost and nothing decoded twice.
import { join } from 'node:path';
import { isSystemError, notAsWritten } from '../files/system-errors.ts';
import { claimPixelFile, partsOf, releasePixelFile, removeFile, writeCacheEntry } from './cache-folder.ts';
import { type CacheIndex, pixelBytesOf, placeOf } from './cache-index.ts';
import { type CacheSource, createPartsFile, type PartsFile } from './cache-parts.ts';
import { areIntact, copyImages, createPixelFile, type Move, type PixelFileWriter } from './pixel-file.ts';
import { PixelMemory } from './pixel-memory.ts';

/** An error of the cache, not of the program: another opening may do without it. */
export function createReadBackError(): Error {
  return Object.assign(new Error('expected the bytes that were written, read others'), { syscall: 'read', code: notAsWritten });
}

/** Images of an older pixel file, ascending in `to`. */
export interface ImagesToCopy {
  readonly source: CacheSource;
  readonly moves: readonly Move[];
}

export type StoredPixels =
  | { readonly kind: 'file'; readonly index: CacheIndex; readonly path: string }
  | { readonly kind: 'memory'; readonly index: CacheIndex; readonly buffer: SharedArrayBuffer; readonly failure: unknown };

interface Target {
  readonly name: string;
  readonly pixels: PixelFileWriter;
  readonly parts: PartsFile;
}

export interface PixelStoreOptions {
  /** The cache's folder for these images. */
  readonly entry: string;
  /** Bytes of all pixels, as far as they are known beforehand. */
  readonly knownBytes: number;
  /** Most bytes that are held in memory where the cache fails. */
  readonly memoryLimit: number;
  /** Why the cache is not even tried. */
  readonly failure?: unknown;
}

export class PixelStore {
  private readonly options: PixelStoreOptions;
  private target: Promise<Target> | undefined;
  /** Set once the cache has failed. */
  private memory: Promise<PixelMemory> | undefined;
  private failure: unknown;
  private readonly written: { readonly first: number; readonly index: CacheIndex }[] = [];

  constructor(options: PixelStoreOptions) {
    this.options = options;
    if (options.failure !== undefined) this.fail(options.failure);
  }

  /** index: of these images alone, which lie one behind the other, the first of them numbered first. Throws PixelsTooLarge, and
   * what is no system's error. */
  async write(first: number, index: Omit<CacheIndex, 'pixelFile'>, pixels: Uint8Array): Promise<void> {
    if (this.memory === undefined) {
      try {
        const target = await this.open();
        const part = { ...index, pixelFile: target.name };
        await target.pixels.write(startOf(first, part), pixels);
        await target.parts.append(first, part);
        this.written.push({ first, index: part });
      } catch (error) {
        this.fail(error);
      }
    }
    // also where the cache failed during this very write: what is read back may not hold it
    if (this.memory !== undefined) (await this.memory).view(startOf(first, index), pixels.length).set(pixels);
  }

  /** index: of all images. A file is leased. */
  async finish(index: Omit<CacheIndex, 'pixelFile'>, copies: readonly ImagesToCopy[]): Promise<StoredPixels> {
    if (this.memory === undefined) {
      try {
        return await this.commit(index, copies);
      } catch (error) {
        this.fail(error);
      }
    }
    if (this.memory === undefined) throw new Error('expected the cache or memory');
    const memory = await this.memory;
    const write = async (offset: number, pixels: Uint8Array) => memory.view(offset, pixels.length).set(pixels);
    for (const { source, moves } of copies) await copyImages(source.file, moves, write);
    const whole = { ...index, pixelFile: '' };
    const buffer = memory.share(pixelBytesOf(whole));
    if (!areIntact(new Uint8Array(buffer), whole)) throw createReadBackError();
    return { kind: 'memory', index: whole, buffer, failure: this.failure };
  }

  /** Closes what is open. What was written without an end stays, with its parts, for the next time. */
  async close(isFinished: boolean): Promise<void> {
    await this.memory?.catch(() => undefined);
    const target = await this.target?.catch(() => undefined);
    if (!target) return;
    await closeTarget(target);
    if (!isFinished) await releasePixelFile(join(this.options.entry, target.name));
  }

  private open(): Promise<Target> {
    this.target ??= this.create();
    return this.target;
  }

  private async create(): Promise<Target> {
    const { entry } = this.options;
    const name = await claimPixelFile(entry);
    const path = join(entry, name);
    let pixels: PixelFileWriter | undefined;
    try {
      pixels = await createPixelFile(path);
      return { name, pixels, parts: await createPartsFile(join(entry, partsOf(name))) };
    } catch (error) {
      await pixels?.close().catch(() => undefined);
      await removeFile(path);
      await releasePixelFile(path);
      throw error;
    }
  }

  private async commit(index: Omit<CacheIndex, 'pixelFile'>, copies: readonly ImagesToCopy[]): Promise<StoredPixels> {
    const { entry } = this.options;
    const { name, pixels } = await this.open();
    for (const { source, moves } of copies) await copyImages(source.file, moves, pixels.write);
    await pixels.finish(pixelBytesOf(index));
    const whole = { ...index, pixelFile: name };
    await writeCacheEntry(entry, whole);
    await removeFile(join(entry, partsOf(name)));
    return { kind: 'file', index: whole, path: join(entry, name) };
  }

  private fail(error: unknown): void {
    this.memory ??= this.moveToMemory(error);
    this.memory.catch(() => undefined); // whoever writes next is told
  }

  private async moveToMemory(error: unknown): Promise<PixelMemory> {
    if (!isSystemError(error)) throw error;
    this.failure = error;
    const { entry, knownBytes, memoryLimit } = this.options;
    const memory = new PixelMemory(knownBytes, memoryLimit, error);
    const target = await this.target?.catch(() => undefined);
    if (!target) return memory;
    for (const { first, index } of this.written) {
      const start = startOf(first, index);
      const last = placeOf(index, index.paths.length - 1);
      const pixels = memory.view(start, last.offset + last.bytes - placeOf(index, 0).offset);
      await target.pixels.read(start, pixels);
      if (!areIntact(pixels, index, placeOf(index, 0).offset)) throw createReadBackError();
    }
    await closeTarget(target);
    this.target = undefined;
    const path = join(entry, target.name);
    // a disk that is full needs the room
    for (const file of [path, join(entry, partsOf(target.name))]) await removeFile(file);
    await releasePixelFile(path);
    return memory;
  }
}

/** Where the first image of a part lies in the whole. */
function startOf(first: number, index: Pick<CacheIndex, 'layout' | 'imageBytes' | 'channels'>): number {
  return index.layout === undefined ? first * index.imageBytes : placeOf(index, 0).offset;
}

async function closeTarget({ pixels, parts }: Target): Promise<void> {
  await Promise.all([pixels.close().catch(() => undefined), parts.close().catch(() => undefined)]);
}
