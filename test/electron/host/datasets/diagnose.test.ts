// Problems of folders and parts as diagnostics, the same wherever they are told.
import { expect, test } from 'vitest';
import { diagnoseEmptyPart, diagnoseProblem } from '../../../../electron/host/datasets/diagnose.ts';
import { createDataset } from '../../../helpers/small-values.ts';

test('a problem keeps its name and place; what was expected is the sentence', () => {
  const problem = {
    id: 'no-images',
    path: '/images',
    expected: 'At least one image',
    received: 'None',
    fix: 'Choose another folder',
  } as const;
  expect(diagnoseProblem(problem, 'warning')).toEqual({
    id: 'no-images',
    severity: 'warning',
    path: '/images',
    message: 'At least one image',
    received: 'None',
    fix: { label: 'Choose another folder', changes: [] },
  });
});

test('an empty part is named beside those that have images; one with images is no problem', () => {
  const dataset = createDataset({ folder: '/images' });
  expect(diagnoseEmptyPart(dataset, 'validation')).toBeUndefined();
  expect(diagnoseEmptyPart(dataset, 'test')).toMatchObject({
    id: 'part-empty',
    path: '/images',
    expected: 'training, validation',
    received: 'test',
  });
});
