// A part without images as a diagnostic, the same wherever it is told.
import { expect, test } from 'vitest';
import { diagnoseEmptyPart } from '../../../../electron/host/datasets/diagnose.ts';
import { createDataset } from '../../../helpers/small-values.ts';

test('an empty part is named beside those that have images; one with images is no problem', () => {
  const dataset = createDataset({ folder: '/images' });
  expect(diagnoseEmptyPart(dataset, 'validation')).toBeUndefined();
  expect(diagnoseEmptyPart(dataset, 'test')).toMatchObject({
    id: 'part-empty',
    path: '/images',
    values: { part: 'test', expected: { items: ['training', 'validation'] }, received: 'test' },
  });
});
