// Losses against PyTorch: the loss of each example and the gradient with respect to the logits.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { softmax } from '../../../engine/layers/softmax/definition.ts';
import { findLoss, lossDefinitions } from '../../../engine/losses/index.ts';
import { type Parameters, parametersValidator } from '../../../engine/base/fields.ts';
import { createReferenceMachine, createWasmMachine, hasSimdLevel } from '../../helpers/contract-machine.ts';
import { lowerLoss } from '../../helpers/contract-training.ts';
import { relativeError, spoil, viewFloats } from '../../helpers/contract-values.ts';

interface LossCase {
  readonly name: string;
  readonly type: string;
  readonly parameters: Parameters;
  readonly batch: number;
  readonly classes: number;
  readonly logits: readonly number[];
  readonly labels: readonly number[];
  readonly losses: readonly number[];
  readonly logitsGradient: readonly number[];
}

const read = <Case>(name: string): Case[] =>
  (JSON.parse(readFileSync(join(import.meta.dirname, '../../goldens', `${name}.json`), 'utf8')) as { cases: Case[] }).cases;
const machines = ['plain loops', 'plain', 'relaxed'] as const;
const tolerance = 1e-6;

describe('losses and PyTorch', () => {
  const cases = read<LossCase>('losses');
  it('have a golden for every loss', () => {
    expect(new Set(cases.map(({ type }) => type))).toEqual(new Set(lossDefinitions.map(({ type }) => type)));
  });
  for (const golden of cases) {
    for (const kind of machines) {
      it.skipIf(kind === 'relaxed' && !hasSimdLevel('relaxed'))(`agree on ${golden.name} (${kind})`, () => {
        const definition = findLoss(golden.type);
        if (definition === undefined) throw new Error(`no loss ${golden.type}`);
        const lowered = lowerLoss(
          definition,
          parametersValidator(definition.fields).parse(golden.parameters),
          golden.batch,
          golden.classes,
          true,
        );
        const kernels = { ...softmax.reference, ...definition.reference };
        const machine =
          kind === 'plain loops' ? createReferenceMachine(kernels, lowered.recorder) : createWasmMachine(kind, lowered.recorder);
        spoil(machine.arena, lowered.recorder);
        viewFloats(machine.arena, lowered.logits).set(golden.logits);
        new Int32Array(machine.arena, lowered.labels.offset, golden.batch).set(golden.labels);
        machine.run(lowered.recorder.steps);
        expect(relativeError(viewFloats(machine.arena, lowered.losses), golden.losses)).toBeLessThan(tolerance);
        expect(relativeError(viewFloats(machine.arena, lowered.logitsGradient), golden.logitsGradient)).toBeLessThan(tolerance);
      });
    }
  }
});
