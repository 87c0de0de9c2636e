// Winograd's filtering with stride 2 where it would not pay, and so where no sample comes: maps of less than a tile, paddings of
// more than one, more channels than are transformed at a time; and filter gradients of several chunks and blocks.
import { describe, expect, it } from 'vitest';
import type { SimdLevel } from '../../../engine/backends/wasm/execution.ts';
import { chooseWay, type WayChooser } from '../../../engine/backends/wasm/plan/choose.ts';
import { waysOf } from '../../../engine/backends/wasm/ways/index.ts';
import { conv2d } from '../../../engine/layers/conv2d/definition.ts';
import type { SampleCase } from '../../../engine/layers/layer.ts';
import { bitsOf, relativeError, valuesOf } from '../../helpers/contract-values.ts';
import { programOfLayer } from '../../helpers/layer-programs.ts';
import { lazily } from '../../helpers/lazily.ts';
import { LoweredProgram, runPlain } from '../../helpers/program-runs.ts';
import { hasSimdLevel } from '../../helpers/step-machine.ts';

const stridedName = 'strided-winograd';
const levels: readonly SimdLevel[] = ['plain', 'relaxed'];

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

/** Takes the way of this test wherever it can be taken, whether or not it pays. */
const always: WayChooser = (context) =>
  waysOf(context.node.definition).find((way) => way.name === stridedName && way.misfit?.(context) === undefined) ?? chooseWay(context);

describe.each(cases)('strided Winograd, $name', ({ map, batch, parameters }) => {
  const strided = { ...parameters, kernelSize: [3, 3], stride: [2, 2] } as const;
  const program = programOfLayer(conv2d, { name: '', parameters: strided, inputShapes: [map], batch }, true);
  const outputs = [program.output, ...program.inputGradients.flatMap((value) => value ?? []), ...program.weightGradients.values()];
  const test = { nodes: program.nodes, training: true, inputs: valuesOf(program), outputs };
  const lowered = new LoweredProgram(test, always);

  const plain = lazily(() => runPlain(test));
  for (const level of levels) {
    it.skipIf(!hasSimdLevel(level))(`computes what the plain loops do with ${level} SIMD, in any order of tiles`, () => {
      expect(lowered.ways.map(({ name }) => name)).toEqual([stridedName, stridedName, stridedName]);
      const expected = plain();
      const { results, stray } = lowered.run(level);
      const shuffled = lowered.run(level, 'shuffled').results;
      expect(stray).toEqual([]);
      for (const [index, value] of outputs.entries()) {
        const actual = results[index] ?? new Float32Array();
        expect(relativeError(actual, expected[index] ?? []), value.name).toBeLessThan(lowered.ways[0]?.tolerance ?? 0);
        expect(bitsOf(shuffled[index] ?? new Float32Array())).toEqual(bitsOf(actual));
      }
    });
  }
});

describe('strided Winograd', () => {
  const waysOfTraining = (map: readonly [number, number, number], batch: number, filters: number): string[] => {
    const parameters = { filters, kernelSize: [3, 3], stride: [2, 2] } as const;
    const program = programOfLayer(conv2d, { name: '', parameters, inputShapes: [map], batch }, true);
    return new LoweredProgram({ nodes: program.nodes, training: true, inputs: valuesOf(program), outputs: [program.output] }).ways.map(
      ({ name }) => name,
    );
  };

  it('is chosen for the sizes of a residual network, and for every pass', () => {
    expect(waysOfTraining([16, 16, 32], 32, 64)).toEqual([stridedName, stridedName, stridedName]);
  });

  it('is not chosen where tiles are mostly border, or the weights more than the maps', () => {
    for (const name of [...waysOfTraining([10, 10, 32], 32, 64), ...waysOfTraining([8, 8, 64], 4, 128)]) expect(name).not.toBe(stridedName);
  });
});
