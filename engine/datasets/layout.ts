// Reads classes and parts off the paths of an image folder: one folder per class, or train/, validation/ and test/ with
// the classes below them; or images that no folder names, directly in it or in its parts. Pure: paths in, arrangement out. A
// folder called "train" can also be a class (of vehicles), so a part must hold folders, and must not stand alone among other classes.
import type { DatasetProblem, PartName } from './image-folder.ts';
import { compareCodePoints } from './names.ts';
import { describeMissing, foldersInOnlyClass, imagesBesideParts, noImages, trainingMissing, unknownTestClasses } from './problems.ts';

/** files: image paths relative to the folder, '/' between names; folders: all folders below it, the same way. */
export interface FolderListing {
  readonly folder: string;
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

export interface ArrangedImage {
  readonly path: string;
  /** Index into classes; -1 where there are none. */
  readonly label: number;
  readonly part: PartName;
  /** Whether path is relative to the separate test folder instead of the folder. */
  readonly inTestFolder: boolean;
}

export interface Arrangement {
  /** None where no folder names the images; otherwise one or more, and whether one is enough is for the network to say (fit.ts). */
  readonly classes: readonly string[];
  /** By path in code-point order, those of a separate test folder last. */
  readonly images: readonly ArrangedImage[];
  /** Whether there is a validation folder; otherwise validation images are to be split from the training images. */
  readonly hasValidation: boolean;
  readonly hasTest: boolean;
  readonly warnings: readonly DatasetProblem[];
}

export type ArrangeResult =
  | { readonly kind: 'arranged'; readonly arrangement: Arrangement }
  | { readonly kind: 'problem'; readonly problems: readonly DatasetProblem[] };

const partOfName: Readonly<Record<string, PartName>> = {
  train: 'training',
  training: 'training',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  test: 'test',
  testing: 'test',
};

interface Placed {
  readonly path: string;
  readonly className: string;
  readonly part: PartName;
  readonly inTestFolder: boolean;
}

/** Classes, parts and labels of a listing; a separate test folder replaces a test folder inside it. */
export function arrangeImages(listing: FolderListing, testListing?: FolderListing): ArrangeResult {
  if (listing.files.length === 0) return failed(noImages(listing.folder));
  const unlabelled = placeUnlabelled(listing);
  if (unlabelled !== undefined) return arrangeUnlabelled(listing, unlabelled, testListing);
  const usesParts = findUsesParts(listing);
  if (usesParts === 'without-training') return failed(trainingMissing(listing.folder));
  const { placed, outside, beside } = usesParts ? placeInParts(listing) : placeInClasses(listing, 'training', false);
  const kept = testListing ? placed.filter((image) => image.part !== 'test') : placed;
  const test = testListing ? placeInClasses(testListing, 'test', true) : undefined;
  const all = test ? [...kept, ...test.placed] : kept;
  const classes = [...new Set(all.filter((image) => image.part === 'training').map((image) => image.className))].sort(compareCodePoints);
  if (classes.length === 0) return failed(trainingMissing(listing.folder));
  const labelOf = new Map(classes.map((name, label) => [name, label]));
  const images = all.flatMap(({ path, className, part, inTestFolder }) => {
    const label = labelOf.get(className);
    return label === undefined ? [] : [{ path, label, part, inTestFolder }];
  });
  const hasTest = images.some((image) => image.part === 'test');
  if (testListing && !hasTest)
    return failed(unknownTestClasses(testListing.folder, classes, [...new Set(test?.placed.map((image) => image.className))]));
  const inner = classes.length === 1 && !usesParts ? findInnerClasses(listing) : 0;
  const warnings = [
    ...(inner > 1 ? [foldersInOnlyClass(listing.folder, classes[0] ?? '', inner)] : []),
    ...describeMissing({
      folder: listing.folder,
      classes,
      placed: all,
      outside: outside.length + (test?.outside.length ?? 0),
      beside,
      emptyClasses: usesParts ? [] : findEmptyFolders(listing),
    }),
  ];
  return {
    kind: 'arranged',
    arrangement: { classes, images, hasValidation: images.some((image) => image.part === 'validation'), hasTest, warnings },
  };
}

/** Parts by path, where all images lie directly in the folder (for training), or directly in train/ beside validation/ or test/. */
function placeUnlabelled({ files }: FolderListing): ReadonlyMap<string, PartName> | undefined {
  const parents = new Set(files.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/')))));
  if (parents.size === 1 && parents.has('')) return new Map(files.map((path) => [path, 'training']));
  parents.delete('');
  const parts = [...parents].map(partOf);
  const isDivided = parts.includes('training') && (parts.includes('validation') || parts.includes('test'));
  if (!isDivided || parts.includes(undefined)) return undefined;
  return new Map(
    files.flatMap((path) => {
      const part = partOf(path.slice(0, Math.max(0, path.indexOf('/'))));
      return part === undefined ? [] : [[path, part]];
    }),
  );
}

/** Without classes all images of a separate test folder are taken, wherever they lie in it. */
function arrangeUnlabelled(listing: FolderListing, placed: ReadonlyMap<string, PartName>, testListing?: FolderListing): ArrangeResult {
  if (testListing?.files.length === 0) return failed(noImages(testListing.folder));
  const own = sortPaths([...placed.keys()]).map((path) => ({ path, label: -1, part: placed.get(path) ?? 'training', inTestFolder: false }));
  const test = sortPaths(testListing?.files ?? []).map((path) => ({ path, label: -1, part: 'test' as const, inTestFolder: true }));
  const images = [...(testListing ? own.filter(({ part }) => part !== 'test') : own), ...test];
  const outside = listing.files.length - placed.size;
  return {
    kind: 'arranged',
    arrangement: {
      classes: [],
      images,
      hasValidation: images.some(({ part }) => part === 'validation'),
      hasTest: images.some(({ part }) => part === 'test'),
      warnings: outside > 0 ? [imagesBesideParts(listing.folder, outside)] : [],
    },
  };
}

function failed(...problems: DatasetProblem[]): ArrangeResult {
  return { kind: 'problem', problems };
}

function partOf(name: string): PartName | undefined {
  return Object.hasOwn(partOfName, name.toLowerCase()) ? partOfName[name.toLowerCase()] : undefined;
}

function findUsesParts(listing: FolderListing): boolean | 'without-training' {
  const nested = new Set<PartName>();
  let others = false;
  for (const path of listing.files) {
    const names = path.split('/');
    if (names.length < 2) continue;
    const part = partOf(names[0] ?? '');
    if (part && names.length > 2) nested.add(part);
    else others = others || !part;
  }
  const held = nested.has('validation') || nested.has('test');
  if (nested.has('training')) return held || !others;
  return held && !others ? 'without-training' : false;
}

interface Placement {
  readonly placed: readonly Placed[];
  readonly outside: readonly string[];
  readonly beside: readonly string[];
}

function placeInClasses(listing: FolderListing, part: PartName, inTestFolder: boolean): Placement {
  const placed: Placed[] = [];
  const outside: string[] = [];
  for (const path of sortPaths(listing.files)) {
    const end = path.indexOf('/');
    if (end < 0) outside.push(path);
    else placed.push({ path, className: path.slice(0, end), part, inTestFolder });
  }
  return { placed, outside, beside: [] };
}

function placeInParts(listing: FolderListing): Placement {
  const placed: Placed[] = [];
  const outside: string[] = [];
  const beside = new Set<string>();
  for (const path of sortPaths(listing.files)) {
    const names = path.split('/');
    const part = partOf(names[0] ?? '');
    if (part && names.length > 2) placed.push({ path, className: names[1] ?? '', part, inTestFolder: false });
    else if (part || names.length === 1) outside.push(path);
    else beside.add(names[0] ?? '');
  }
  return { placed, outside, beside: [...beside] };
}

function sortPaths(paths: readonly string[]): string[] {
  return [...paths].sort(compareCodePoints);
}

function findEmptyFolders(listing: FolderListing): string[] {
  const filled = new Set(listing.files.map((path) => path.slice(0, Math.max(0, path.indexOf('/')))));
  return listing.folders.filter((path) => !path.includes('/') && !filled.has(path)).sort(compareCodePoints);
}

/** The folders inside the only class: perhaps the classes, when the folder above them was opened. */
function findInnerClasses(listing: FolderListing): number {
  return new Set(
    listing.files.flatMap((path) =>
      path
        .split('/')
        .slice(1, 2)
        .filter(() => path.split('/').length > 2),
    ),
  ).size;
}
