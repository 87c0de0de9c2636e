// The step that turns bytes into the input's values; it is emitted by plans instead of by the layer.
import { describe, expect, it } from 'vitest';
import { input } from '../../../engine/layers/input/definition.ts';
import { lowerInput } from '../../../engine/backends/wasm/ways/normalize-images/way.ts';
import { createRandom } from '../../../engine/base/random.ts';
import { sizeOf } from '../../../engine/base/shape.ts';
import { Recorder } from '../../helpers/contract-lowering.ts';
import { createReferenceMachine, createWasmMachine, hasSimdLevel, type Machine, type TileOrder } from '../../helpers/contract-machine.ts';
import { copyFloats, findStrayWrites, relativeError, spoil, viewFloats } from '../../helpers/contract-values.ts';

for (const sample of input.samples) {
  describe(`normalising images: ${sample.name}`, () => {
    const result = input.inferShape(sample.parameters, []);
    if ('problem' in result) throw new Error(result.problem.message);
    const { shape } = result;
    const channels = shape[2] as number;
    const recorder = new Recorder();
    const bytes = recorder.buffer('bytes', sample.batch * sizeOf(shape));
    const [scale, offset] = [recorder.buffer('scale', channels * 4), recorder.buffer('offset', channels * 4)];
    const y = recorder.buffer('y', sample.batch * sizeOf(shape) * 4);
    lowerInput(recorder.step, { bytes, scale, offset, y }, sample.batch, shape);

    const run = (machine: Machine, order: TileOrder): { values: Float32Array; stray: string[] } => {
      spoil(machine.arena, recorder);
      const random = createRandom(3);
      new Uint8Array(machine.arena, bytes.offset, bytes.bytes).forEach((_, index, values) => {
        values[index] = random.integer(256);
      });
      for (let c = 0; c < channels; c++) {
        viewFloats(machine.arena, scale)[c] = (0.1 + random.next()) / 64;
        viewFloats(machine.arena, offset)[c] = -random.next();
      }
      const before = new Uint8Array(machine.arena).slice();
      machine.run(recorder.steps, order);
      return {
        values: copyFloats(machine.arena, y),
        stray: findStrayWrites(before, new Uint8Array(machine.arena), recorder, recorder.steps),
      };
    };

    for (const level of ['plain', 'relaxed'] as const) {
      it.skipIf(!hasSimdLevel(level))(`gives with ${level} SIMD what the plain loops give, in any order of tiles`, () => {
        const expected = run(createReferenceMachine(input.reference, recorder), 'ascending').values;
        const { values, stray } = run(createWasmMachine(level, recorder), 'ascending');
        expect(stray).toEqual([]);
        expect(relativeError(values, expected)).toBeLessThan(2e-7);
        expect(run(createWasmMachine(level, recorder), 'shuffled').values).toEqual(values);
      });
    }
  });
}

it('refuses to be lowered like another layer', () => {
  expect(() => input.forward({} as never)).toThrow(/lowerInput/);
});
