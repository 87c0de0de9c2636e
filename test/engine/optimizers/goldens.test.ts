// Optimizers against PyTorch: weights after each of three updates, with a learning rate that changes on the way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findOptimizer, optimizerDefinitions } from '../../../engine/optimizers/index.ts';
import { hyperparameterSlots } from '../../../engine/operations/hyperparameters.ts';
import { type Parameters, parametersValidator } from '../../../engine/base/fields.ts';
import { createReferenceMachine, createWasmMachine, hasSimdLevel } from '../../helpers/contract-machine.ts';
import { lowerUpdate } from '../../helpers/contract-training.ts';
import { relativeError, spoil, viewFloats } from '../../helpers/contract-values.ts';

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
        const lowered = lowerUpdate(definition, parameters, golden.weights.length, true);
        const machine =
          kind === 'plain loops'
            ? createReferenceMachine(definition.reference, lowered.recorder)
            : createWasmMachine(kind, lowered.recorder);
        spoil(machine.arena, lowered.recorder);
        viewFloats(machine.arena, lowered.weights).set(golden.weights);
        for (const state of lowered.states) viewFloats(machine.arena, state).fill(0);
        golden.rates.forEach((rate, index) => {
          viewFloats(machine.arena, lowered.gradients).set(golden.gradients[index] ?? []);
          const block = viewFloats(machine.arena, lowered.hyperparameters);
          block[hyperparameterSlots.learningRate] = rate;
          definition.correct(parameters, index + 1, block);
          machine.run(lowered.recorder.steps);
          expect(
            relativeError(viewFloats(machine.arena, lowered.weights), golden.weightsAfter[index] ?? []),
            `update ${index + 1}`,
          ).toBeLessThan(tolerance);
        });
      });
    }
  }
});
