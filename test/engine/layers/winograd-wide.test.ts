// Winograd's filtering with few channels and so many filters that turning the sums back takes more private memory than the
// input's transform: neither may reach into the sums. Too large for the contract's samples.
import { describe, expect, it } from 'vitest';
import { conv2d } from '../../../engine/layers/conv2d/definition.ts';
import { relativeError, valuesOf } from '../../helpers/contract-values.ts';
import { programOfLayer } from '../../helpers/layer-programs.ts';
import { LoweredProgram, runPlain } from '../../helpers/program-runs.ts';

describe.each([{ size: 3 }, { size: 5 }])('Winograd $size×$size, eight channels, 1,100 filters', ({ size }) => {
  it('computes what the plain loops do', () => {
    const parameters = { filters: 1100, kernelSize: [size, size] as const };
    const program = programOfLayer(conv2d, { name: '', parameters, inputShapes: [[4, 4, 8]], batch: 24 }, false);
    const test = { nodes: program.nodes, training: false, inputs: valuesOf(program), outputs: [program.output] };
    const lowered = new LoweredProgram(test);
    const { results, stray } = lowered.run('plain');
    expect(lowered.kernels).toContain('conv2dWinogradForward');
    expect(stray).toEqual([]);
    expect(relativeError(results[0] ?? [], runPlain(test)[0] ?? [])).toBeLessThan(lowered.ways[0]?.tolerance ?? 0);
  });
});
