// How the window's image folders are read: decoded pixels and the sample images lie in the person's cache, shared with the
// command line. The decoder is loaded when the first folder is opened.
import type { OpenedDataset } from '../../../engine/datasets/image-folder.ts';
import { getImageCacheFolder, getSampleImagesFolder, getTemporarySamplesFolder } from '../files/paths.ts';
import type { ImageSource } from './dataset-session.ts';
import { dropPixels, holdPixels } from './held-pixels.ts';

export const imageSource: ImageSource = {
  async open(folder, { settings, split }, onProgress, signal) {
    const { openImageFolder } = await import('./open-image-folder.ts');
    const opened = await openImageFolder({ folder, settings, split, cacheFolder: getImageCacheFolder(), onProgress, signal });
    return opened.kind === 'opened' && !signal.aborted ? { kind: 'opened', dataset: holdPixels(opened.dataset) } : opened;
  },

  async openSamples(reading, onProgress, signal) {
    const { writeSampleImages } = await import('./sample-images.ts');
    const write = (target: string) =>
      writeSampleImages(target, { onProgress: (done, total) => onProgress({ phase: 'write-samples', done, total }) });
    let written = await write(getSampleImagesFolder());
    // the images' own warning says what is wrong with the cache
    if (written.kind === 'problem') written = await write(getTemporarySamplesFolder());
    if (written.kind === 'problem') return written;
    return signal.aborted ? { kind: 'cancelled' } : imageSource.open(written.folder, reading, onProgress, signal);
  },
};

export function releaseDataset(dataset: OpenedDataset): void {
  if (dataset.pixels.kind === 'memory') return;
  const { pixels } = dataset;
  dropPixels(pixels);
  void import('./open-image-folder.ts').then(({ releasePixelSource }) => releasePixelSource(pixels)).catch(() => undefined); // the cache sweeps it later
}
