// Every optimizer: the compiled kernels against the plain loops over several updates, for run lengths with remainders; nothing
// beyond the run is written, because runs may lie inside a larger one; weight decay only where it applies.

import { describe, expect, it } from 'vitest';
import { describe as describeWords } from '../../../engine/base/described.ts';
import { type Parameters, parametersValidator } from '../../../engine/base/fields.ts';
import { layerDefinitions } from '../../../engine/layers/index.ts';
import { optimizerDefinitions } from '../../../engine/optimizers/index.ts';
import type { AnyOptimizerDefinition } from '../../../engine/optimizers/optimizer.ts';
import { bitsOf, relativeError } from '../../helpers/contract-values.ts';
import { LoweredProgram, runPlain } from '../../helpers/program-runs.ts';
import { hasSimdLevel } from '../../helpers/step-machine.ts';
import { programOfUpdate, runUpdates, updateValues } from '../../helpers/training-programs.ts';

const cases: readonly { readonly type: string; readonly parameters: Readonly<Record<string, number | boolean>> }[] = [
  ...optimizerDefinitions.map(({ type }) => ({ type, parameters: { weightDecay: 0.03 } })),
  { type: 'sgd', parameters: { momentum: 0 } },
  { type: 'sgd', parameters: { momentum: 0.8, nesterov: true, weightDecay: 0.1 } },
];
const updates = 5;

for (const { type, parameters } of cases) {
  const definition = optimizerDefinitions.find((candidate) => candidate.type === type) as AnyOptimizerDefinition;
  const parsed = parametersValidator(definition.fields).parse(parameters);
  describe(`${type} ${JSON.stringify(parameters)}`, () => {
    for (const count of [1, 7, 20003]) {
      for (const level of ['plain', 'relaxed'] as const) {
        it.skipIf(!hasSimdLevel(level))(
          `updates ${count} weights with ${level} SIMD as with the plain loops, in any order of tiles`,
          () => {
            const program = programOfUpdate(definition, parsed, count, true);
            const { nodes } = program;
            const values = updateValues(count, updates);
            const expected = runUpdates(definition, parsed, program, values, (inputs, outputs) =>
              runPlain({ nodes, training: true, inputs, outputs }),
            ).at(-1);
            const [ascending, shuffled] = (['ascending', 'shuffled'] as const).map((order) =>
              runUpdates(definition, parsed, program, values, (inputs, outputs) => {
                const { results, stray } = new LoweredProgram({ nodes, training: true, inputs, outputs }).run(level, order);
                // an exact end: what lies behind a run in a plan is another weight
                expect(stray).toEqual([]);
                return results;
              }).at(-1),
            );
            ascending?.forEach((actual, index) => {
              expect(relativeError(actual, expected?.[index] ?? [])).toBeLessThan(1e-6);
              expect(bitsOf(shuffled?.[index] ?? new Float32Array())).toEqual(bitsOf(actual));
            });
          },
        );
      }
    }

    it('leaves biases and scales without decay', () => {
      const undecayed = parametersValidator(definition.fields).parse({ ...parameters, weightDecay: 0 });
      const run = (chosen: Parameters, decays: boolean): Float32Array => {
        const program = programOfUpdate(definition, chosen, 9, decays);
        const after = runUpdates(
          definition,
          chosen,
          program,
          updateValues(9, updates),
          (inputs, outputs) => new LoweredProgram({ nodes: program.nodes, training: true, inputs, outputs }).run('plain').results,
        );
        return after.at(-1)?.[0] as Float32Array;
      };
      expect(run(parsed, false)).toEqual(run(undecayed, true));
      if (parsed['weightDecay'] !== 0) expect(run(parsed, true)).not.toEqual(run(undecayed, true));
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
      'decays: conv1d weights',
      'decays: conv2d weights',
      'decays: dense weights',
      'decays: squeezeExcite expandWeights',
      'decays: squeezeExcite reduceWeights',
      'spared: batchNorm scale',
      'spared: batchNorm shift',
      'spared: conv1d bias',
      'spared: conv2d bias',
      'spared: dense bias',
      'spared: squeezeExcite expandBias',
      'spared: squeezeExcite reduceBias',
    ]);
    for (const definition of optimizerDefinitions) {
      const { type } = definition;
      const help = describeWords(definition, 'en').fields['weightDecay']?.help ?? '';
      for (const words of ['kernels of convolutions', 'matrices of dense layers', 'Biases', 'scale and shift of batch normalisation'])
        expect(help, type).toContain(words);
    }
  });
});
