// From what was scanned and what could be read to the parts a training run uses: classes without a readable training
// image are left out, labels and parts name only images that are there. Pure, so that its rules are tested without files.
import type { DatasetPart, DatasetProblem, Normalization, OpenedDataset, PartName, SplitSettings } from './image-folder.ts';
import { classWithoutReadableImages, noTrainingImages } from './problems.ts';
import { splitStratified } from './split.ts';
import { computeNormalization } from './statistics.ts';

/** Arrays by record; present: 1 where the image was decoded; sums: see sumChannels. */
export interface ReadableImages {
  readonly folder: string;
  /** None where the images have no labels. */
  readonly classes: readonly string[];
  readonly labels: Int32Array;
  readonly parts: readonly PartName[];
  readonly hasValidation: boolean;
  readonly present: Uint8Array;
  readonly sums: Float64Array;
  readonly channels: number;
  /** Of every image, or by record. */
  readonly pixelsPerImage: number | ArrayLike<number>;
}

export interface Assembled {
  readonly classes: readonly string[];
  readonly labels: Int32Array;
  readonly parts: OpenedDataset['parts'];
  readonly normalization: Normalization;
  readonly warnings: readonly DatasetProblem[];
}

type AssembleResult = Assembled | { readonly problem: DatasetProblem };

/** A problem where no training image is left. */
export function assembleParts(images: ReadableImages, split: SplitSettings): AssembleResult {
  if (images.classes.length > 0) return assembleClasses(images, split);
  // they are divided as one class without a name would be, which nobody sees
  const { length } = images.labels;
  const assembled = assembleClasses({ ...images, classes: [''], labels: new Int32Array(length) }, split);
  if ('problem' in assembled) return assembled;
  const withoutClasses = (part: DatasetPart): DatasetPart => ({ ...part, perClass: [] });
  const { training, validation, test } = assembled.parts;
  return {
    ...assembled,
    classes: [],
    labels: new Int32Array(length).fill(-1),
    parts: {
      training: withoutClasses(training),
      validation: withoutClasses(validation),
      ...(test ? { test: withoutClasses(test) } : {}),
    },
  };
}

function assembleClasses(images: ReadableImages, split: SplitSettings): AssembleResult {
  const trained = images.classes.map(() => 0);
  images.labels.forEach((label, record) => {
    if (images.present[record] && images.parts[record] === 'training') trained[label] = (trained[label] ?? 0) + 1;
  });
  const classes = images.classes.filter((_, label) => trained[label]);
  if (classes.length === 0) return { problem: noTrainingImages(images.folder) };
  const newLabel = images.classes.map((name) => classes.indexOf(name));
  const labels = images.labels.map((label, record) => (images.present[record] ? (newLabel[label] ?? -1) : -1));
  const recordsOf = (part: PartName) =>
    Int32Array.from(labels.keys()).filter((record) => (labels[record] ?? -1) >= 0 && images.parts[record] === part);
  const divided = images.hasValidation
    ? { training: recordsOf('training'), validation: recordsOf('validation') }
    : splitStratified(recordsOf('training'), labels, classes, split);
  const describePart = (indices: Int32Array): DatasetPart => {
    const perClass = classes.map(() => 0);
    for (const record of indices) perClass[labels[record] ?? 0] = (perClass[labels[record] ?? 0] ?? 0) + 1;
    return { indices, count: indices.length, perClass };
  };
  const test = recordsOf('test');
  return {
    classes,
    labels,
    parts: {
      training: describePart(divided.training),
      validation: describePart(divided.validation),
      ...(test.length > 0 ? { test: describePart(test) } : {}),
    },
    normalization: computeNormalization(images.sums, divided.training, images.channels, images.pixelsPerImage),
    warnings: images.classes.filter((name) => !classes.includes(name)).map((name) => classWithoutReadableImages(images.folder, name)),
  };
}
