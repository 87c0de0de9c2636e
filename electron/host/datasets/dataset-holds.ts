// Who still needs an opened folder: the window that shows it, a run that trains on it, a network that was learnt from it. The
// pixel file behind it is given back when the last one lets go, so that the cache can drop it.
import type { OpenedDataset } from '../../../engine/datasets/image-folder.ts';

export interface DatasetHold {
  get(): OpenedDataset | undefined;
  /** Holds this one from now on, and lets go of the one before. */
  set(dataset: OpenedDataset | undefined): void;
}

export function createDatasetHolds(release: (dataset: OpenedDataset) => void): () => DatasetHold {
  const holders = new Map<OpenedDataset, number>();
  const count = (dataset: OpenedDataset | undefined, change: 1 | -1): void => {
    if (dataset === undefined) return;
    const left = (holders.get(dataset) ?? 0) + change;
    if (left > 0) holders.set(dataset, left);
    else {
      holders.delete(dataset);
      release(dataset);
    }
  };
  return () => {
    let held: OpenedDataset | undefined;
    return {
      get: () => held,
      set(dataset) {
        const before = held;
        held = dataset;
        count(dataset, 1);
        count(before, -1);
      },
    };
  };
}
