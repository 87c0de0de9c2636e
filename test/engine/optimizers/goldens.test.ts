// Optimizers against PyTorch: weights after each of three updates, with a learning rate that changes on the way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Parameters, parametersValidator } from '../../../engine/base/fields.ts';
import { findOptimizer, optimizerDefinitions } from '../../../engine/optimizers/index.ts';
import { relativeError } from '../../helpers/contract-values.ts';
import { LoweredProgram, runPlain } from '../../helpers/program-runs.ts';
import { hasSimdLevel } from '../../helpers/step-machine.ts';
import { programOfUpdate, runUpdates } from '../../helpers/training-programs.ts';

interface OptimizerCase {
  readonly name: string;
  readonly type: string;
  readonly parameters: Parameters;
  readonly weights: readonly number[];
  readonly rates: readonly number[];
  readonly gradients: readonly number[][];
  readonly weightsAfter: readonly number[][];
}

const read = <Case>(name: string): Case[] =>
  (JSON.parse(readFileSync(join(import.meta.dirname, '../../goldens', `${name}.json`), 'utf8')) as { cases: Case[] }).cases;
const machines = ['plain loops', 'plain', 'relaxed'] as const;
const tolerance = 1e-6;

describe('optimizers and PyTorch', () => {
  const cases = read<OptimizerCase>('optimizers');
  it('have a golden for every optimizer', () => {
    expect(new Set(cases.map(({ type }) => type))).toEqual(new Set(optimizerDefinitions.map(({ type }) => type)));
  });
  for (const golden of cases) {
    for (const kind of machines) {
      it.skipIf(kind === 'relaxed' && !hasSimdLevel('relaxed'))(`agree on three updates of ${golden.name} (${kind})`, () => {
        const definition = findOptimizer(golden.type);
        if (definition === undefined) throw new Error(`no optimizer ${golden.type}`);
        const parameters = parametersValidator(definition.fields).parse(golden.parameters);
        const program = programOfUpdate(definition, parameters, golden.weights.length, true);
        const values = {
          weights: Float32Array.from(golden.weights),
          gradients: golden.gradients.map((gradient) => Float32Array.from(gradient)),
          rates: golden.rates,
        };
        const after = runUpdates(definition, parameters, program, values, (inputs, outputs) => {
          const test = { nodes: program.nodes, training: true, inputs, outputs };
          return kind === 'plain loops' ? runPlain(test) : new LoweredProgram(test).run(kind).results;
        });
        expect(after.length).toBe(golden.weightsAfter.length);
        after.forEach(([weights = []], index) => {
          expect(relativeError(weights, golden.weightsAfter[index] ?? []), `update ${index + 1}`).toBeLessThan(tolerance);
        });
      });
    }
  }
});
