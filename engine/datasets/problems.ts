// What is wrong with an image folder, as diagnostics at its path; the sentences stand in words.ts. Kept apart from the layout's
// rules, so that each stays readable.
import type { Fix } from '../base/diagnostics.ts';
import { mostSizes } from '../base/image-sizes.ts';
import { type Message, type MessageValue, messagesOf } from '../base/messages.ts';
import type { DatasetProblem, PartName } from './image-folder.ts';
import { words } from './words.ts';

const { problem, fix, phrase } = messagesOf(words);

/** A problem with what a person can do about it. */
export function problemAt(path: string, found: Message, todo: Message): DatasetProblem {
  const mended: Fix = { id: todo.id, values: todo.values, changes: [] };
  return { id: found.id, values: found.values, severity: 'error', path, fix: mended };
}

export function noImages(path: string): DatasetProblem {
  return problemAt(path, problem('no-images'), fix('other-folder-or-format'));
}

/** folders: how many hold images in the only class folder. */
export function foldersInOnlyClass(path: string, name: string, folders: number): DatasetProblem {
  const values = { name, folders };
  return { ...problemAt(path, problem('folders-in-only-class', values), fix('open-inner-folder', values)), severity: 'warning' };
}

export function imagesBesideParts(path: string, images: number): DatasetProblem {
  return { ...problemAt(path, problem('images-beside-parts', { images }), fix('move-to-parts')), severity: 'warning' };
}

export function noTrainingImages(path: string): DatasetProblem {
  return problemAt(path, problem('no-readable-images'), fix('see-skipped'));
}

export function trainingMissing(path: string): DatasetProblem {
  return problemAt(path, problem('training-missing'), fix('add-training-folder'));
}

export function unknownTestClasses(path: string, classes: readonly string[], found: readonly string[]): DatasetProblem {
  const values = { classes: namesOf(classes), count: found.length, found: namesOf(found) };
  return problemAt(path, problem('test-classes-unknown', values), fix('choose-test-folder'));
}

/** step: the smallest at which no more are left than there may be. */
export function tooManySizes(path: string, found: number, step: number): DatasetProblem {
  return problemAt(path, problem('too-many-sizes', { most: mostSizes, found }), fix('set-input-step', { step }));
}

export function classWithoutReadableImages(path: string, name: string): DatasetProblem {
  return {
    ...problemAt(path, problem('class-without-readable-images', { name }), fix('see-skipped-until-then')),
    severity: 'warning',
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
  const warn = (what: Message, todo: Message): void => {
    warnings.push({ ...problemAt(path, what, todo), severity: 'warning' });
  };
  if (found.outside > 0) warn(problem('images-outside-classes', { images: found.outside }), fix('move-to-classes'));
  if (found.beside.length > 0) warn(problem('folder-beside-parts', { folders: namesOf(found.beside) }), fix('move-to-parts'));
  if (found.emptyClasses.length > 0) warn(problem('class-without-images', { classes: namesOf(found.emptyClasses) }), fix('fill-or-remove'));
  for (const part of ['validation', 'test'] as const) {
    const names = new Set(found.placed.filter((image) => image.part === part).map((image) => image.className));
    if (names.size === 0) continue;
    const missing = classes.filter((name) => !names.has(name));
    const unknown = [...names].filter((name) => !classes.includes(name));
    if (missing.length > 0) warn(problem('class-missing-in-part', { part, classes: namesOf(missing) }), fix('add-to-part', { part }));
    if (unknown.length > 0) warn(problem('class-unknown-in-part', { part, classes: namesOf(unknown) }), fix('add-training-images'));
  }
  return warnings;
}

const mostListed = 5;

/** The first few of them, and how many more there are. */
export function listOf(values: readonly MessageValue[]): MessageValue {
  const shown: MessageValue = { kind: 'list', items: values.slice(0, mostListed), joined: 'comma' };
  return values.length > mostListed ? phrase('and-more', { names: shown, count: values.length - mostListed }) : shown;
}

function namesOf(names: readonly string[]): MessageValue {
  return listOf(names.map((name) => phrase('quoted-name', { name })));
}
