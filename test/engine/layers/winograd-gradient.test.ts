// Winograd's filter gradient on a map too large for the contract's samples: several chunks, each with several blocks of tiles
// whose sums are taken up again, and filters in parts.
import { describe, expect, it } from 'vitest';
import type { SimdLevel } from '../../../engine/backends/wasm/execution.ts';
import { conv2d } from '../../../engine/layers/conv2d/definition.ts';
import { lowerSample } from '../../helpers/contract-lowering.ts';
import { createReferenceMachine, createWasmMachine, hasSimdLevel } from '../../helpers/contract-machine.ts';
import { copyFloats, fillSample, kernelTolerance, relativeError } from '../../helpers/contract-values.ts';

const levels: readonly SimdLevel[] = ['plain', 'relaxed'];
const cases = [
  { size: 3, side: 30, channels: 6, filters: 8, batch: 10, chunks: 8, parts: 1 },
  { size: 5, side: 30, channels: 3, filters: 12, batch: 9, chunks: 8, parts: 1 },
  { size: 3, side: 12, channels: 26, filters: 200, batch: 6, chunks: 1, parts: 4 },
];

describe.each(cases)('filter gradient of $size×$size kernels, $chunks chunks, $parts parts of $filters filters', (given) => {
  const { size, side, channels, filters, batch } = given;
  const parameters = { filters, kernelSize: [size, size] as const };
  const lowered = lowerSample(
    conv2d,
    { name: '', parameters, inputShapes: [[side, side, channels]], batch },
    { training: true, backward: true },
  );
  const steps = lowered.backward.filter(({ kernel }) => /^conv2dWinograd(Backward|Reduce)Weights$/.test(kernel));
  const gradients = [...lowered.weightGradients.values()];

  it('takes as many chunks, blocks and parts as this test is about', () => {
    const numbers = steps[0]?.numbers ?? {};
    const tilesOfChunk = (batch * Math.ceil(side / 4) ** 2) / given.chunks;
    expect(steps[0]?.tiles).toBe(given.chunks * given.parts);
    expect(numbers.parts).toBe(given.parts);
    expect(numbers.block).toBeLessThan(tilesOfChunk);
  });

  for (const level of levels) {
    it.skipIf(!hasSimdLevel(level))(`is the plain loops' with ${level} SIMD, in any order of tiles`, () => {
      const reference = createReferenceMachine(conv2d.reference, lowered.recorder);
      fillSample(reference.arena, lowered);
      reference.run(steps);
      const results = (['ascending', 'shuffled'] as const).map((order) => {
        const machine = createWasmMachine(level, lowered.recorder);
        fillSample(machine.arena, lowered);
        machine.run(steps, order);
        return gradients.map((gradient) => copyFloats(machine.arena, gradient));
      });
      for (const [index, gradient] of gradients.entries()) {
        const actual = results[0]?.[index] ?? new Float32Array();
        expect(relativeError(actual, copyFloats(reference.arena, gradient)), gradient.name).toBeLessThan(kernelTolerance(lowered));
        expect(results[1]?.[index]).toEqual(actual);
      }
    });
  }
});
