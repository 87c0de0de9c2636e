// The sentences about what is wrong with an image folder. They say what was expected, what was found and what to do;
// the paths in them are the person's own. Kept apart from the layout's rules, so that each stays readable.
import { mostSizes } from '../base/image-sizes.ts';
import type { DatasetProblem, PartName } from './image-folder.ts';

const expectedLayout = 'A folder with one folder of images for each class, or train/ and validation/ or test/ above such folders';

export function noImages(path: string): DatasetProblem {
  return {
    id: 'no-images',
    path,
    expected: expectedLayout,
    received: 'No image file (PNG, JPEG, WebP, GIF, TIFF, BMP) anywhere in it',
    fix: 'Choose another folder, or save the images with one of these formats and their usual extension',
  };
}

export function noClassFolders(path: string, images: number): DatasetProblem {
  return {
    id: 'no-class-folders',
    path,
    expected: expectedLayout,
    received: `${countOf(images, 'image')} directly in it, and no folder of images`,
    fix: 'Make a folder for each class and move its images there',
  };
}

export function oneClass(path: string, name: string, innerFolders: number): DatasetProblem {
  return {
    id: 'one-class',
    path,
    expected: 'Two or more classes, a folder of images for each',
    received: `One class, "${name}"`,
    fix:
      innerFolders > 1
        ? `Open the folder "${name}" itself: the ${innerFolders} folders in it look like the classes`
        : 'Add a folder with images of another class',
  };
}

export function noTrainingImages(path: string, classes: number): DatasetProblem {
  return {
    id: 'one-class',
    path,
    expected: 'Two or more classes with images that can be read',
    received: classes === 0 ? 'No image could be read' : 'Only one class has an image that could be read',
    fix: 'See the reasons of the skipped files',
  };
}

export function trainingMissing(path: string): DatasetProblem {
  return {
    id: 'training-missing',
    path,
    expected: 'A folder train/ with a folder of images for each class',
    received: 'validation/ or test/ only',
    fix: 'Add the training images as train/<class>/, or open the folder that directly holds the class folders',
  };
}

export function unknownTestClasses(path: string, classes: readonly string[], found: readonly string[]): DatasetProblem {
  return {
    id: 'class-unknown-in-part',
    path,
    expected: `Folders named as the training classes: ${listOf(classes)}`,
    received: found.length === 0 ? 'No folder of images' : `Only others: ${listOf(found)}`,
    fix: 'Choose a test folder with the same class names',
  };
}

/** step: the smallest at which no more are left than there may be. */
export function tooManySizes(path: string, found: number, step: number): DatasetProblem {
  return {
    id: 'too-many-sizes',
    path,
    expected: `Images of at most ${mostSizes} sizes, rounded up to the Input layer’s step`,
    received: `${found} sizes`,
    fix: `Set the Input layer’s step to ${step}`,
  };
}

export function classWithoutReadableImages(path: string, name: string): DatasetProblem {
  return {
    id: 'class-without-images',
    path,
    expected: `Images of the class "${name}" that can be read`,
    received: 'None for training',
    fix: 'See the reasons of the skipped files; the class is left out until then',
  };
}

interface Found {
  readonly folder: string;
  readonly classes: readonly string[];
  readonly placed: readonly { readonly className: string; readonly part: PartName }[];
  readonly outside: number;
  readonly beside: readonly string[];
  readonly emptyClasses: readonly string[];
}

/** What does not stop the opening but may surprise: classes in one part only, images and folders left out. */
export function describeMissing(found: Found): DatasetProblem[] {
  const { folder: path, classes } = found;
  const warnings: DatasetProblem[] = [];
  if (found.outside > 0) {
    warnings.push({
      id: 'images-outside-classes',
      path,
      expected: 'Every image in a class folder',
      received: `${countOf(found.outside, 'image')} outside, left out`,
      fix: 'Move them to the folder of their class',
    });
  }
  if (found.beside.length > 0) {
    warnings.push({
      id: 'folder-beside-parts',
      path,
      expected: 'Only train/, validation/ and test/',
      received: `Also ${listOf(found.beside)}, left out`,
      fix: 'Move images that should be used into one of the three',
    });
  }
  if (found.emptyClasses.length > 0) {
    warnings.push({
      id: 'class-without-images',
      path,
      expected: 'An image in every class folder',
      received: `None in ${listOf(found.emptyClasses)}, left out`,
      fix: 'Add images to it or remove the folder',
    });
  }
  for (const part of ['validation', 'test'] as const) {
    const names = new Set(found.placed.filter((image) => image.part === part).map((image) => image.className));
    if (names.size === 0) continue;
    const missing = classes.filter((name) => !names.has(name));
    const unknown = [...names].filter((name) => !classes.includes(name));
    if (missing.length > 0) {
      warnings.push({
        id: 'class-missing-in-part',
        path,
        expected: `Every class among the ${part} images`,
        received: `No ${part} image of ${listOf(missing)}`,
        fix: `Add ${part} images of it; until then it can't be measured there`,
      });
    }
    if (unknown.length > 0) {
      warnings.push({
        id: 'class-unknown-in-part',
        path,
        expected: `Only classes that have training images among the ${part} images`,
        received: `Also ${listOf(unknown)}, left out`,
        fix: 'Add training images of it, or give it the name of a training class',
      });
    }
  }
  return warnings;
}

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  return shown.join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');
}
