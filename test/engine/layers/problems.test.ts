// What a person is told when sizes do not fit: the sizes meant and received, and a fix that really fits.

import { describe, expect, it } from 'vitest';
import { type Parameters, parametersValidator } from '../../../engine/base/fields.ts';
import type { Shape } from '../../../engine/base/shape.ts';
import { findLayer } from '../../../engine/layers/index.ts';
import type { ShapeProblem } from '../../../engine/layers/layer.ts';
import { type InEnglish, inEnglish } from '../../helpers/in-english.ts';

function infer(
  type: string,
  parameters: Readonly<Record<string, unknown>>,
  inputs: readonly Shape[],
): { parsed: Parameters; problem: InEnglish<ShapeProblem> | undefined; shape: Shape | undefined } {
  const definition = findLayer(type);
  if (definition === undefined) throw new Error(`no layer ${type}`);
  const parsed = parametersValidator(definition.fields).parse(parameters);
  const result = definition.inferShape(parsed, inputs);
  return {
    parsed,
    problem: 'problem' in result ? inEnglish(result.problem) : undefined,
    shape: 'shape' in result ? result.shape : undefined,
  };
}

describe('sizes that do not fit', () => {
  it('names both sizes where the inputs of Add differ', () => {
    expect(
      infer('add', {}, [
        [8, 8, 16],
        [8, 8, 16],
        [4, 4, 16],
      ]).problem,
    ).toMatchObject({ id: 'sizes-differ', expected: '8×8×16', received: '4×4×16' });
  });

  it('names both sizes where height or width of Concat’s inputs differ, and lets channels differ', () => {
    expect(
      infer('concat', {}, [
        [8, 8, 16],
        [8, 4, 16],
      ]).problem,
    ).toMatchObject({ id: 'heights-or-widths-differ', expected: '8×8×any', received: '8×4×16' });
    expect(infer('concat', {}, [[8, 8, 16], [16]]).problem?.received).toBe('16');
    expect(
      infer('concat', {}, [
        [8, 8, 16],
        [8, 8, 3],
      ]).shape,
    ).toEqual([8, 8, 19]);
  });

  it('offers a window that fits where the pooling window is larger than the map', () => {
    const { parsed, problem } = infer('pool2d', { size: [5, 3] }, [[4, 6, 2]]);
    expect(problem).toMatchObject({ id: 'window-exceeds-input', received: '4×6×2', fix: { parameters: { size: [4, 3] } } });
    expect(infer('pool2d', { ...parsed, ...problem?.fix?.parameters }, [[4, 6, 2]]).shape).toEqual([1, 2, 2]);
  });

  it('refuses pooling windows that would see padding only', () => {
    const padding = { top: 0, bottom: 2, left: 0, right: 0 };
    expect(infer('pool2d', { padding }, [[6, 6, 1]]).problem).toMatchObject({
      id: 'padding-exceeds-window',
      fix: { parameters: { padding: 'valid' } },
    });
  });

  it('refuses full padding for pooling in a file', () => {
    expect(() => infer('pool2d', { padding: 'full' }, [[6, 6, 1]])).toThrow();
  });

  it('tells a pooling layer behind a vector where it belongs', () => {
    expect(infer('pool2d', {}, [[120]]).problem).toMatchObject({ id: 'not-a-map', received: 'a vector of 120' });
    expect(infer('globalPool2d', {}, [[120]]).problem?.id).toBe('not-a-map');
  });

  it('offers a layer in front where a map reaches the output', () => {
    expect(infer('classification', {}, [[7, 7, 10]]).problem?.insertBefore?.type).toBe('globalPool2d');
    expect(infer('classification', {}, [[1]]).problem?.id).toBe('one-output-class');
  });
});

describe('pooling sizes', () => {
  it.each([
    ['valid drops what is left over', {}, [5, 7, 1], [2, 3, 1]],
    ['partial windows keep it', { ceilMode: true }, [5, 7, 1], [3, 4, 1]],
    ['same gives ⌈input / stride⌉', { padding: 'same', size: [3, 3] }, [5, 8, 1], [3, 4, 1]],
    [
      'a partial window that would start in the padding behind is dropped',
      { ceilMode: true, size: [2, 2], stride: [3, 3], padding: { top: 1, bottom: 1, left: 1, right: 1 } },
      [4, 4, 1],
      [2, 2, 1],
    ],
  ] as const)('%s', (_name, parameters, input, output) => {
    expect(infer('pool2d', parameters, [[...input]]).shape).toEqual(output);
  });
});
