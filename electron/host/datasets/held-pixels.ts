// A file of pixels that stays readable as long as a data set is used, whatever becomes of the cache that it lies in: the file is
// held open, and where its name is gone, readers in any thread open it anew through what is held. On systems that know no such
// way (Windows) a file that is open can't be lost like that.
import { closeSync, fstatSync, openSync } from 'node:fs';
import type { OpenedDataset, PixelSource } from '../../../engine/datasets/image-folder.ts';

type FileSource = Extract<PixelSource, { kind: 'file' }>;

/** Where open files have names, and those names can be opened. */
const openFiles = process.platform === 'linux' ? '/proc/self/fd' : '/dev/fd';

/** The same data set, its pixels held; as it was where they lie in memory or can't be opened. */
export function holdPixels(dataset: OpenedDataset): OpenedDataset {
  const { pixels } = dataset;
  if (pixels.kind === 'memory') return dataset;
  try {
    const descriptor = openSync(pixels.path, 'r');
    const { ino: inode, dev: device } = fstatSync(descriptor);
    return { ...dataset, pixels: { ...pixels, held: { descriptor, inode, device } } };
  } catch {
    return dataset; // whoever reads it will say so
  }
}

/** Lets go of what `holdPixels` holds. Readers that are open stay so. */
export function dropPixels(pixels: PixelSource): void {
  if (pixels.kind === 'file' && pixels.held !== undefined) closeSync(pixels.held.descriptor);
}

/** A descriptor of the reader's own. Throws as opening the path does, where the file is not held either. */
export function openPixels({ path, held }: FileSource): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (held === undefined) throw error;
    const descriptor = openSync(`${openFiles}/${held.descriptor}`, 'r');
    const { ino, dev } = fstatSync(descriptor);
    if (ino === held.inode && dev === held.device) return descriptor;
    closeSync(descriptor); // it was let go, and another file has got its number
    throw error;
  }
}
