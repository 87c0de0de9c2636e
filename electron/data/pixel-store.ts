// Where decoded pixels go: into a new pixel file of the cache, with the parts of its index beside it; or into memory, from the
// moment at which the cache fails for whatever reason: it can't be made or written, the disk is full, somebody removed it.
// What was written until then is read back out of the file, which stays open. Nothing is lost and nothing decoded twice.
import { join } from 'node:path';
import { claimPixelFile, partsOf, releasePixelFile, removeFile, writeCacheEntry } from './cache-folder.ts';
import type { CacheIndex } from './cache-index.ts';
import { type CacheSource, createPartsFile, type PartsFile } from './cache-parts.ts';
import { areIntact, copyRecords, createPixelFile, type PixelFileWriter } from './pixel-file.ts';
import { isSystemError } from './system-errors.ts';

/** The cache can't be used, and memory has no room for so many bytes. */
export class PixelsTooLarge extends Error {
  readonly bytes: number;
  readonly limit: number;

  constructor(bytes: number, limit: number, cause: unknown) {
    super(`${bytes} bytes of pixels, at most ${limit} are held in memory`, { cause });
    this.bytes = bytes;
    this.limit = limit;
  }
}

/** An error of the cache, not of the program: another opening may do without it. */
export function createReadBackError(): Error {
  return Object.assign(new Error('The bytes read back differ from those written'), { syscall: 'read' });
}

/** Records of an older pixel file, [from, to] ascending in to. */
export interface RecordsToCopy {
  readonly source: CacheSource;
  readonly pairs: readonly (readonly [number, number])[];
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
  readonly count: number;
  readonly imageBytes: number;
  /** Most bytes that are held in memory where the cache fails. */
  readonly memoryLimit: number;
  /** Why the cache is not even tried. */
  readonly failure?: unknown;
}

export class PixelStore {
  private readonly options: PixelStoreOptions;
  private target: Promise<Target> | undefined;
  /** Set once the cache has failed. */
  private memory: Promise<Uint8Array<SharedArrayBuffer>> | undefined;
  private failure: unknown;
  private readonly written: { readonly first: number; readonly index: CacheIndex }[] = [];

  constructor(options: PixelStoreOptions) {
    this.options = options;
    if (options.failure !== undefined) this.fail(options.failure);
  }

  /** index: of these records alone, the first of them numbered first. Throws PixelsTooLarge, and what is no system's error. */
  async write(first: number, index: Omit<CacheIndex, 'pixelFile'>, pixels: Uint8Array): Promise<void> {
    if (this.memory === undefined) {
      try {
        const target = await this.open();
        const part = { ...index, pixelFile: target.name };
        await target.pixels.write(first, pixels);
        await target.parts.append(first, part);
        this.written.push({ first, index: part });
      } catch (error) {
        this.fail(error);
      }
    }
    // also where the cache failed during this very write: what is read back may not hold it
    if (this.memory !== undefined) (await this.memory).set(pixels, first * this.options.imageBytes);
  }

  /** index: of all records. A file is leased. */
  async finish(index: Omit<CacheIndex, 'pixelFile'>, copies: readonly RecordsToCopy[]): Promise<StoredPixels> {
    if (this.memory === undefined) {
      try {
        return await this.commit(index, copies);
      } catch (error) {
        this.fail(error);
      }
    }
    if (this.memory === undefined) throw new Error('expected the cache or memory');
    const memory = await this.memory;
    const write = async (record: number, pixels: Uint8Array) => memory.set(pixels, record * index.imageBytes);
    for (const { source, pairs } of copies) await copyRecords(source.file, index.imageBytes, pairs, write);
    const whole = { ...index, pixelFile: '' };
    if (!areIntact(memory, whole)) throw createReadBackError();
    return { kind: 'memory', index: whole, buffer: memory.buffer, failure: this.failure };
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
    const { entry, imageBytes } = this.options;
    const name = await claimPixelFile(entry);
    const path = join(entry, name);
    let pixels: PixelFileWriter | undefined;
    try {
      pixels = await createPixelFile(path, imageBytes);
      return { name, pixels, parts: await createPartsFile(join(entry, partsOf(name))) };
    } catch (error) {
      await pixels?.close().catch(() => undefined);
      await removeFile(path);
      await releasePixelFile(path);
      throw error;
    }
  }

  private async commit(index: Omit<CacheIndex, 'pixelFile'>, copies: readonly RecordsToCopy[]): Promise<StoredPixels> {
    const { entry } = this.options;
    const { name, pixels } = await this.open();
    for (const { source, pairs } of copies) await copyRecords(source.file, index.imageBytes, pairs, pixels.write);
    await pixels.finish(index.paths.length);
    const whole = { ...index, pixelFile: name };
    await writeCacheEntry(entry, whole);
    await removeFile(join(entry, partsOf(name)));
    return { kind: 'file', index: whole, path: join(entry, name) };
  }

  private fail(error: unknown): void {
    this.memory ??= this.moveToMemory(error);
    this.memory.catch(() => undefined); // whoever writes next is told
  }

  private async moveToMemory(error: unknown): Promise<Uint8Array<SharedArrayBuffer>> {
    if (!isSystemError(error)) throw error;
    this.failure = error;
    const { entry, imageBytes } = this.options;
    const memory = this.allocate();
    const target = await this.target?.catch(() => undefined);
    if (!target) return memory;
    for (const { first, index } of this.written) {
      const place = memory.subarray(first * imageBytes, (first + index.paths.length) * imageBytes);
      await target.pixels.read(first, place);
      if (!areIntact(place, { ...index, imageBytes })) throw createReadBackError();
    }
    await closeTarget(target);
    this.target = undefined;
    const path = join(entry, target.name);
    // a disk that is full needs the room
    for (const file of [path, join(entry, partsOf(target.name))]) await removeFile(file);
    await releasePixelFile(path);
    return memory;
  }

  private allocate(): Uint8Array<SharedArrayBuffer> {
    const { count, imageBytes, memoryLimit } = this.options;
    const bytes = count * imageBytes;
    if (bytes > memoryLimit) throw new PixelsTooLarge(bytes, memoryLimit, this.failure);
    try {
      return new Uint8Array(new SharedArrayBuffer(bytes));
    } catch {
      throw new PixelsTooLarge(bytes, 0, this.failure);
    }
  }
}

async function closeTarget({ pixels, parts }: Target): Promise<void> {
  await Promise.all([pixels.close().catch(() => undefined), parts.close().catch(() => undefined)]);
}
