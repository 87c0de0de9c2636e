// Values at the edges of what floats hold, and far from what a trained network sees: the compiled kernels must stay right
// there, value by value, and must not hide what is not a number.
import { describe, expect, it } from 'vitest';
import type { TensorData } from '../../../engine/backends/reference/run.ts';
import { activation } from '../../../engine/layers/activation/definition.ts';
import { batchNorm } from '../../../engine/layers/batch-norm/definition.ts';
import { globalPool2d } from '../../../engine/layers/global-pool2d/definition.ts';
import type { AnyLayerDefinition, SampleCase } from '../../../engine/layers/layer.ts';
import { pool2d } from '../../../engine/layers/pool2d/definition.ts';
import { softmax } from '../../../engine/layers/softmax/definition.ts';
import { activationFunctions } from '../../../engine/operations/activation/functions.ts';
import type { Value } from '../../../engine/operations/operation.ts';
import { relativeError, valuesOf } from '../../helpers/contract-values.ts';
import { programOfLayer } from '../../helpers/layer-programs.ts';
import { LoweredProgram, runPlain } from '../../helpers/program-runs.ts';

interface Outcome {
  readonly y: Float32Array;
  readonly dx: Float32Array;
}

/** Output and input gradient by the plain loops and by the kernels, for the given input values. */
function runBoth(
  definition: AnyLayerDefinition,
  sample: SampleCase,
  values: ArrayLike<number>,
): { readonly expected: Outcome; readonly compiled: Outcome } {
  const program = programOfLayer(definition, sample, true);
  const [x, dx] = [program.inputs[0] as Value, program.inputGradients[0] as Value];
  const inputs = valuesOf(program).set(x, Float32Array.from(values));
  const test = { nodes: program.nodes, training: true, inputs, outputs: [program.output, dx] };
  const outcome = ([y, gradient]: readonly TensorData[]): Outcome => ({ y: y as Float32Array, dx: gradient as Float32Array });
  return { expected: outcome(runPlain(test)), compiled: outcome(new LoweredProgram(test).run('plain').results) };
}

/** The largest gap as a share of the scale beside it; gaps below the smallest normal float count as 0. */
function worstRelative(actual: Float32Array, expected: Float32Array, scale: Float32Array): number {
  return expected.reduce((worst, value, index) => {
    const gap = Math.abs((actual[index] as number) - value);
    return Math.max(worst, gap < 1.2e-38 ? 0 : gap / Math.abs(scale[index] as number));
  }, 0);
}

describe('activation far from 0 and close to it', () => {
  const magnitudes = Array.from({ length: 400 }, (_, index) => 1e-6 * 1.0454 ** index).filter((value) => value < 20);
  const values = [...magnitudes, ...magnitudes.map((value) => -value)];
  for (const name of Object.keys(activationFunctions)) {
    it(`${name} keeps nearly all digits of every single value from −20 to 20`, () => {
      const sample = { name, parameters: { function: name }, inputShapes: [[values.length]], batch: 1 };
      const { expected, compiled } = runBoth(activation, sample, values);
      // GELU's tail is x times a small share; its digits are those of the share's distance from 1, in both machines
      const scale = name === 'gelu' ? Float32Array.from(values) : expected.y;
      expect(worstRelative(compiled.y, expected.y, scale)).toBeLessThan(5e-7);
    });
  }

  it('saturates instead of overflowing', () => {
    for (const name of Object.keys(activationFunctions)) {
      const sample = { name, parameters: { function: name }, inputShapes: [[6]], batch: 1 };
      const { expected, compiled } = runBoth(activation, sample, [-1e30, -1000, -100, 100, 1000, 1e30]);
      expected.y.forEach((value, index) => {
        expect(Math.abs((compiled.y[index] as number) - value), `${name} ${index}`).toBeLessThanOrEqual(1e-6 * Math.abs(value) + 1e-30);
      });
      expected.dx.forEach((value, index) => {
        expect(Math.abs((compiled.dx[index] as number) - value), `slope of ${name} ${index}`).toBeLessThanOrEqual(
          1e-6 * Math.abs(value) + 1e-30,
        );
      });
    }
  });

  it('passes on what is not a number', () => {
    for (const name of Object.keys(activationFunctions)) {
      const { compiled } = runBoth(activation, { name, parameters: { function: name }, inputShapes: [[5]], batch: 1 }, [
        1,
        Number.NaN,
        1,
        1,
        Number.NaN,
      ]);
      expect([...compiled.y].map(Number.isNaN), name).toEqual([false, true, false, false, true]);
    }
  });
});

describe('softmax', () => {
  const sample = { name: 'five classes', parameters: {}, inputShapes: [[5]], batch: 1 };
  it('does not overflow on large numbers', () => {
    expect([...runBoth(softmax, sample, [1e30, -1e30, 3, 1e30, 0]).compiled.y].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([
      0.5, 0, 0, 0.5, 0,
    ]);
  });
  it('passes on what is not a number', () => {
    expect([...runBoth(softmax, sample, [1, 2, Number.NaN, 3, 4]).compiled.y].every(Number.isNaN)).toBe(true);
  });
});

describe('pooling', () => {
  const cases: readonly (readonly [AnyLayerDefinition, SampleCase])[] = [
    [pool2d, { name: '2×2', parameters: { operation: 'max' }, inputShapes: [[4, 4, 3]], batch: 1 }],
    [pool2d, { name: '3×3', parameters: { operation: 'max', size: [3, 3], padding: 'same' }, inputShapes: [[4, 4, 3]], batch: 1 }],
    [globalPool2d, { name: 'global', parameters: { operation: 'max' }, inputShapes: [[4, 4, 3]], batch: 1 }],
  ];
  for (const [definition, sample] of cases) {
    it(`passes on what is not a number (${sample.name})`, () => {
      const values = Float32Array.from({ length: 48 }, (_, index) => index % 7);
      values[25] = Number.NaN;
      const { expected, compiled } = runBoth(definition, sample, values);
      expect([...expected.y].some(Number.isNaN)).toBe(true);
      expect([...compiled.y]).toEqual([...expected.y]);
    });
    it(`sends the gradient of equal values to the first of them, and lets padding never win (${sample.name})`, () => {
      const { expected, compiled } = runBoth(definition, sample, new Float32Array(48).fill(-3));
      expect([...compiled.y].every((value) => value === -3)).toBe(true);
      expect([...compiled.dx]).toEqual([...expected.dx]);
    });
  }
});

describe('batch normalisation', () => {
  it('does not lose the variance beside a large mean', () => {
    const sample = { name: 'far from 0', parameters: {}, inputShapes: [[16, 16, 5]], batch: 4 };
    const values = Float32Array.from({ length: 4 * 16 * 16 * 5 }, (_, index) => 10000 + Math.sin(index * 12.9898) * 2);
    const { expected, compiled } = runBoth(batchNorm, sample, values);
    expect(Math.max(...expected.y) - Math.min(...expected.y)).toBeGreaterThan(1);
    expect(relativeError(compiled.y, expected.y)).toBeLessThan(1e-3);
  });
});
