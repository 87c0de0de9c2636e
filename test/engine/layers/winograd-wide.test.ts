// Winograd's filtering with few channels and so many filters that turning the sums back takes more private memory than the
// input's transform: neither may reach into the sums. Too large for the contract's samples.
import { describe, expect, it } from 'vitest';
import { conv2d } from '../../../engine/layers/conv2d/definition.ts';
import { lowerSample } from '../../helpers/contract-lowering.ts';
import { createReferenceMachine, createWasmMachine } from '../../helpers/contract-machine.ts';
import { copyFloats, fillSample, kernelTolerance, relativeError } from '../../helpers/contract-values.ts';

describe.each([{ size: 3 }, { size: 5 }])('Winograd $size×$size, eight channels, 1,100 filters', ({ size }) => {
  it('computes what the plain loops do', () => {
    const parameters = { filters: 1100, kernelSize: [size, size] as const };
    const sample = { name: '', parameters, inputShapes: [[4, 4, 8]], batch: 24 };
    const lowered = lowerSample(conv2d, sample, { training: false, backward: false });
    expect(lowered.forward.map(({ kernel }) => kernel)).toContain('conv2dWinogradForward');
    const machines = [createReferenceMachine(conv2d.reference, lowered.recorder), createWasmMachine('plain', lowered.recorder)];
    const [expected, actual] = machines.map((machine) => {
      fillSample(machine.arena, lowered);
      machine.run(lowered.forward);
      return copyFloats(machine.arena, lowered.output);
    });
    expect(relativeError(actual ?? [], expected ?? [])).toBeLessThan(kernelTolerance(lowered));
  });
});
