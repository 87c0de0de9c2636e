// Winograd's filtering with stride 2 where it would not pay, and so where no sample comes: maps of less than a tile, paddings of
// more than one, more channels than are transformed at a time; and filter gradients of several chunks and blocks.
import { describe, expect, it } from 'vitest';
import type { SimdLevel } from '../../../engine/backends/wasm/execution.ts';
import { conv2d } from '../../../engine/layers/conv2d/definition.ts';
import { conv2dGeometry } from '../../../engine/operations/window.ts';
import type { Conv2dParameters } from '../../../engine/layers/conv2d/parameters.ts';
import {
  lowerStridedBackwardInput,
  lowerStridedForward,
  lowerStridedGradient,
  type StridedRequest,
} from '../../../engine/backends/wasm/ways/convolution/winograd-strided/lower.ts';
import type { BackwardContext, LowerContext, SampleCase } from '../../../engine/layers/layer.ts';
import { lowerSample } from '../../helpers/contract-lowering.ts';
import { createReferenceMachine, createWasmMachine, hasSimdLevel } from '../../helpers/contract-machine.ts';
import { copyFloats, fillSample, findStrayWrites, kernelTolerance, relativeError } from '../../helpers/contract-values.ts';

const levels: readonly SimdLevel[] = ['plain', 'relaxed'];

function requestOf({ parameters, inputShapes, batch }: LowerContext<Conv2dParameters>): StridedRequest {
  const [height, width, channels] = inputShapes[0] as [number, number, number];
  const { rows, columns, outHeight, outWidth } = conv2dGeometry(parameters, [height, width, channels]);
  const { filters } = parameters;
  const sizes = { n: batch, height, width, channels, outHeight, outWidth, filters, padTop: rows.before, padLeft: columns.before };
  const kernel = { kernelHeight: 3, kernelWidth: 3, strideHeight: 2, strideWidth: 2, dilationHeight: 1, dilationWidth: 1, groups: 1 };
  return { sizes, numbers: { ...sizes, ...kernel, flip: parameters.kernel === 'convolution' ? 1 : 0 } };
}

/** A convolution that takes the way of this test whether or not it pays. */
const always: typeof conv2d = {
  ...conv2d,
  forward: (context: LowerContext<Conv2dParameters>) => {
    const [x] = context.inputs;
    if (x !== undefined) lowerStridedForward(context, x, requestOf(context));
  },
  backward: (context: BackwardContext<Conv2dParameters>) => {
    const [x, dx, dweights] = [context.inputs[0], context.inputGradient(0), context.weightGradient('weights')];
    if (x === undefined || dx === undefined || dweights === undefined) throw new Error('every gradient is wanted here');
    const dbias = context.parameters.bias ? context.weightGradient('bias') : undefined;
    lowerStridedGradient(context, { x, dweights, dbias }, requestOf(context));
    lowerStridedBackwardInput(context, dx, requestOf(context));
  },
};

const cases: readonly (Pick<SampleCase, 'name' | 'batch' | 'parameters'> & { readonly map: readonly [number, number, number] })[] = [
  { name: 'less than a tile, one example', map: [5, 6, 10], batch: 1, parameters: { filters: 8, padding: 'valid', bias: false } },
  { name: 'one output', map: [3, 3, 1], batch: 1, parameters: { filters: 1, padding: 'valid' } },
  { name: 'one row, kernel flipped', map: [1, 23, 7], batch: 2, parameters: { filters: 9, kernel: 'convolution' } },
  { name: 'full padding, few channels', map: [9, 10, 5], batch: 4, parameters: { filters: 5, padding: 'full' } },
  {
    name: 'more padding than a tile, in front and behind',
    map: [4, 5, 12],
    batch: 2,
    parameters: { filters: 9, padding: { top: 0, bottom: 20, left: 19, right: 0 }, kernel: 'convolution' },
  },
  {
    name: 'blocks that end inside of a row of tiles',
    map: [10, 40, 9],
    batch: 5,
    parameters: { filters: 24, padding: { top: 2, bottom: 0, left: 1, right: 1 } },
  },
  { name: 'many channels, not a multiple of four', map: [7, 9, 223], batch: 2, parameters: { filters: 70 } },
  {
    name: 'more channels than are transformed at a time, a tile wholly to the left of the map',
    map: [5, 4, 260],
    batch: 2,
    parameters: { filters: 264, padding: { top: 1, bottom: 1, left: 13, right: 0 } },
  },
  { name: 'few channels, so many filters that they take more than the patches', map: [8, 8, 2], batch: 3, parameters: { filters: 1500 } },
  { name: 'few filters, many channels', map: [8, 7, 640], batch: 3, parameters: { filters: 2 } },
  { name: 'several chunks, each of several blocks', map: [26, 26, 6], batch: 36, parameters: { filters: 7 } },
];

describe.each(cases)('strided Winograd, $name', ({ map, batch, parameters }) => {
  const strided = { ...parameters, kernelSize: [3, 3], stride: [2, 2] } as const;
  const lowered = lowerSample(always, { name: '', parameters: strided, inputShapes: [map], batch }, { training: true, backward: true });
  const steps = [...lowered.forward, ...lowered.backward];
  const results = [lowered.output, ...lowered.inputGradients, ...lowered.weightGradients.values()];

  for (const level of levels) {
    it.skipIf(!hasSimdLevel(level))(`computes what the plain loops do with ${level} SIMD, in any order of tiles`, () => {
      const reference = createReferenceMachine(conv2d.reference, lowered.recorder);
      fillSample(reference.arena, lowered);
      reference.run(steps);
      const [ascending, shuffled] = (['ascending', 'shuffled'] as const).map((order) => {
        const machine = createWasmMachine(level, lowered.recorder);
        fillSample(machine.arena, lowered);
        const before = new Uint8Array(machine.arena).slice();
        machine.run(steps, order);
        expect(findStrayWrites(before, new Uint8Array(machine.arena), lowered.recorder, steps)).toEqual([]);
        return results.map((buffer) => copyFloats(machine.arena, buffer));
      });
      for (const [index, buffer] of results.entries()) {
        const actual = ascending?.[index] ?? new Float32Array();
        expect(relativeError(actual, copyFloats(reference.arena, buffer)), buffer.name).toBeLessThan(kernelTolerance(lowered));
        expect(shuffled?.[index]).toEqual(actual);
      }
    });
  }
});

describe('strided Winograd', () => {
  const kernelsOf = (map: readonly [number, number, number], batch: number, filters: number): string[] => {
    const parameters = { filters, kernelSize: [3, 3], stride: [2, 2] } as const;
    const lowered = lowerSample(conv2d, { name: '', parameters, inputShapes: [map], batch }, { training: true, backward: true });
    return [...lowered.forward, ...lowered.backward]
      .map(({ kernel }) => kernel)
      .filter((kernel) => /(Forward|Input|Weights)$/.test(kernel));
  };

  it('is chosen for the sizes of a residual network, and for every pass', () => {
    for (const kernel of kernelsOf([16, 16, 32], 32, 64)) expect(kernel).toContain('StridedWinograd');
  });

  it('is not chosen where tiles are mostly border, or the weights more than the maps', () => {
    for (const kernel of [...kernelsOf([10, 10, 32], 32, 64), ...kernelsOf([8, 8, 64], 4, 128)]) expect(kernel).not.toContain('Winograd');
  });
});
