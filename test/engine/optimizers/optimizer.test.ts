// Every optimizer: the compiled kernels against the plain loops over several updates, for run lengths with remainders; nothing
// beyond the run is written, because runs may lie inside a larger one; weight decay only where it applies.
import { describe, expect, it } from 'vitest';
import { layerDefinitions } from '../../../engine/layers/index.ts';
import { optimizerDefinitions } from '../../../engine/optimizers/index.ts';
import type { AnyOptimizerDefinition } from '../../../engine/optimizers/optimizer.ts';
import { hyperparameterSlots } from '../../../engine/plan/hyperparameters.ts';
import { type Parameters, parametersValidator } from '../../../engine/schema.ts';
import { createReferenceMachine, createWasmMachine, hasSimdLevel, type Machine, type TileOrder } from '../../helpers/contract-machine.ts';
import { type LoweredUpdate, lowerUpdate } from '../../helpers/contract-training.ts';
import { copyFloats, fillSmooth, relativeError, spoil, viewFloats } from '../../helpers/contract-values.ts';

const cases: readonly { readonly type: string; readonly parameters: Readonly<Record<string, number | boolean>> }[] = [
  ...optimizerDefinitions.map(({ type }) => ({ type, parameters: { weightDecay: 0.03 } })),
  { type: 'sgd', parameters: { momentum: 0 } },
  { type: 'sgd', parameters: { momentum: 0.8, nesterov: true, weightDecay: 0.1 } },
];
const updates = 5;

/** Several updates with fresh gradients. Returns weights and states. */
function train(
  definition: AnyOptimizerDefinition,
  parameters: Parameters,
  machine: Machine,
  lowered: LoweredUpdate,
  order: TileOrder,
): Float32Array[] {
  spoil(machine.arena, lowered.recorder);
  fillSmooth(viewFloats(machine.arena, lowered.weights), 1);
  for (const state of lowered.states) viewFloats(machine.arena, state).fill(0);
  for (let iteration = 1; iteration <= updates; iteration++) {
    fillSmooth(viewFloats(machine.arena, lowered.gradients), 50 + iteration);
    const block = viewFloats(machine.arena, lowered.hyperparameters);
    block[hyperparameterSlots.learningRate] = 0.05;
    definition.correct(parameters, iteration, block);
    machine.run(lowered.recorder.steps, order);
  }
  return [lowered.weights, ...lowered.states].map((buffer) => copyFloats(machine.arena, buffer));
}

for (const { type, parameters } of cases) {
  const definition = optimizerDefinitions.find((candidate) => candidate.type === type) as AnyOptimizerDefinition;
  const parsed = parametersValidator(definition.fields).parse(parameters);
  describe(`${type} ${JSON.stringify(parameters)}`, () => {
    for (const count of [1, 7, 20003]) {
      for (const level of ['plain', 'relaxed'] as const) {
        it.skipIf(!hasSimdLevel(level))(
          `updates ${count} weights with ${level} SIMD as with the plain loops, in any order of tiles`,
          () => {
            const lowered = lowerUpdate(definition, parsed, count, true);
            const expected = train(
              definition,
              parsed,
              createReferenceMachine(definition.reference, lowered.recorder),
              lowered,
              'ascending',
            );
            const compiled = createWasmMachine(level, lowered.recorder);
            const actual = train(definition, parsed, compiled, lowered, 'ascending');
            for (const [index, values] of actual.entries())
              expect(relativeError(values, expected[index] as Float32Array)).toBeLessThan(1e-6);
            expect(train(definition, parsed, createWasmMachine(level, lowered.recorder), lowered, 'shuffled')).toEqual(actual);
            for (const buffer of [lowered.weights, ...lowered.states]) {
              expect(
                [...new Uint8Array(compiled.arena, buffer.offset + buffer.bytes, 64)].every((byte) => byte === 0xff),
                `behind ${buffer.name}`,
              ).toBe(true);
            }
          },
        );
      }
    }

    it('leaves biases and scales without decay', () => {
      const undecayed = parametersValidator(definition.fields).parse({ ...parameters, weightDecay: 0 });
      const run = (chosen: Parameters, decays: boolean): Float32Array => {
        const lowered = lowerUpdate(definition, chosen, 9, decays);
        return train(definition, chosen, createWasmMachine('plain', lowered.recorder), lowered, 'ascending')[0] as Float32Array;
      };
      expect(run(parsed, false)).toEqual(run(undecayed, true));
      if (parsed.weightDecay !== 0) expect(run(parsed, true)).not.toEqual(run(undecayed, true));
    });
  });
}

describe('weight decay', () => {
  it('spares the weights that every optimizer’s help names, and no others', () => {
    const trained = layerDefinitions.flatMap((layer) =>
      layer.samples.flatMap(({ parameters, inputShapes }) =>
        layer
          .weights(parametersValidator(layer.fields).parse(parameters), inputShapes)
          .flatMap(({ name, trainable, decays }) => (trainable ? [`${decays ? 'decays' : 'spared'}: ${layer.type} ${name}`] : [])),
      ),
    );
    expect([...new Set(trained)].sort()).toEqual([
      'decays: conv2d weights',
      'decays: dense weights',
      'spared: batchNorm scale',
      'spared: batchNorm shift',
      'spared: conv2d bias',
      'spared: dense bias',
    ]);
    for (const { type, fields } of optimizerDefinitions) {
      const help = fields['weightDecay']?.help ?? '';
      for (const words of ['kernels of convolutions', 'matrices of dense layers', 'Biases', 'scale and shift of batch normalisation'])
        expect(help, type).toContain(words);
    }
  });
});
