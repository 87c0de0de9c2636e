// Winograd's filter gradient on a map too large for the contract's samples: several chunks, each with several blocks of tiles
// whose sums are taken up again, and filters in parts.
import { describe, expect, it } from 'vitest';
import type { SimdLevel } from '../../../engine/backends/wasm/execution.ts';
import { conv2d } from '../../../engine/layers/conv2d/definition.ts';
import { bitsOf, relativeError, valuesOf } from '../../helpers/contract-values.ts';
import { programOfLayer } from '../../helpers/layer-programs.ts';
import { lazily } from '../../helpers/lazily.ts';
import { LoweredProgram, runPlain } from '../../helpers/program-runs.ts';
import { hasSimdLevel } from '../../helpers/step-machine.ts';

const levels: readonly SimdLevel[] = ['plain', 'relaxed'];
const cases = [
  { size: 3, side: 30, channels: 6, filters: 8, batch: 10, chunks: 8, parts: 1 },
  { size: 5, side: 30, channels: 3, filters: 12, batch: 9, chunks: 8, parts: 1 },
  { size: 3, side: 12, channels: 26, filters: 200, batch: 6, chunks: 1, parts: 4 },
];

describe.each(cases)('filter gradient of $size×$size kernels, $chunks chunks, $parts parts of $filters filters', (given) => {
  const { size, side, channels, filters, batch } = given;
  const parameters = { filters, kernelSize: [size, size] as const };
  const program = programOfLayer(conv2d, { name: '', parameters, inputShapes: [[side, side, channels]], batch }, true);
  const nodes = program.nodes.filter(({ definition }) => definition.name === 'convolutionFilter');
  const test = { nodes, training: true, inputs: valuesOf(program), outputs: [...program.weightGradients.values()] };
  const lowered = new LoweredProgram(test);

  it('takes as many chunks, blocks and parts as this test is about', () => {
    const [step] = lowered.steps;
    const tilesOfChunk = (batch * Math.ceil(side / 4) ** 2) / given.chunks;
    expect(lowered.kernels).toEqual(['conv2dWinogradBackwardWeights', 'conv2dWinogradReduceWeights']);
    expect(step?.tiles).toBe(given.chunks * given.parts);
    expect(step?.numbers?.['parts']).toBe(given.parts);
    expect(step?.numbers?.['block']).toBeLessThan(tilesOfChunk);
  });

  const plain = lazily(() => runPlain(test));
  for (const level of levels) {
    it.skipIf(!hasSimdLevel(level))(`is the plain loops' with ${level} SIMD, in any order of tiles`, () => {
      const expected = plain();
      const { results, stray, ways } = lowered.run(level);
      const shuffled = lowered.run(level, 'shuffled').results;
      expect(stray).toEqual([]);
      for (const [index, gradient] of test.outputs.entries()) {
        const actual = results[index] ?? new Float32Array();
        expect(relativeError(actual, expected[index] ?? []), gradient.name).toBeLessThan(ways[0]?.tolerance ?? 0);
        expect(bitsOf(shuffled[index] ?? new Float32Array())).toEqual(bitsOf(actual));
      }
    });
  }
});
