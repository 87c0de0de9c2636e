// What is wrong with image folders, files and parts, as diagnostics: the same in the window and on the command line.
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import { type DatasetProblem, type OpenedDataset, type PartName, partNames } from '../../../engine/datasets/image-folder.ts';

/** A problem of a folder or file. What was expected is the sentence: the problem has no other. */
export function diagnoseProblem({ id, path, expected, received, fix }: DatasetProblem, severity: Diagnostic['severity']): Diagnostic {
  return { id, severity, path, message: expected, received, fix: { label: fix, changes: [] } };
}

/** Undefined where the part has an image. */
export function diagnoseEmptyPart({ folder, parts }: Pick<OpenedDataset, 'folder' | 'parts'>, part: PartName): Diagnostic | undefined {
  const hasImages = (name: PartName): boolean => (parts[name]?.count ?? 0) > 0;
  if (hasImages(part)) return undefined;
  return {
    id: 'part-empty',
    severity: 'error',
    path: folder,
    message: `There are no ${part} images`,
    expected: partNames.filter(hasImages).join(', '),
    received: part,
  };
}
