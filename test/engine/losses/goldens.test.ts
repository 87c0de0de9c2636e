// Losses against PyTorch: the loss of each example, and the gradient with respect to the logits or the values.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TensorData } from '../../../engine/backends/reference/run.ts';
import { type Parameters, parametersValidator } from '../../../engine/base/fields.ts';
import { findLoss, lossesFor } from '../../../engine/losses/index.ts';
import type { Value } from '../../../engine/operations/operation.ts';
import { relativeError } from '../../helpers/contract-values.ts';
import { LoweredProgram, runPlain } from '../../helpers/program-runs.ts';
import { hasSimdLevel } from '../../helpers/step-machine.ts';
import { programOfLoss, programOfValueLoss } from '../../helpers/training-programs.ts';

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

interface ValueLossCase {
  readonly name: string;
  readonly type: string;
  readonly parameters: Parameters;
  readonly shape: readonly number[];
  readonly prediction: readonly number[];
  readonly target: readonly number[];
  readonly losses: readonly number[];
  readonly predictionGradient: readonly number[];
}

const read = <Case>(name: string): Case[] =>
  (JSON.parse(readFileSync(join(import.meta.dirname, '../../goldens', `${name}.json`), 'utf8')) as { cases: Case[] }).cases;
const machines = ['plain loops', 'plain', 'relaxed'] as const;
const tolerance = 1e-6;

describe('losses of labels and PyTorch', () => {
  const cases = read<LossCase>('losses');
  it('have a golden for each', () => {
    expect(new Set(cases.map(({ type }) => type))).toEqual(new Set(lossesFor('labels').map(({ type }) => type)));
  });
  for (const golden of cases) {
    for (const kind of machines) {
      it.skipIf(kind === 'relaxed' && !hasSimdLevel('relaxed'))(`agree on ${golden.name} (${kind})`, () => {
        const definition = findLoss('labels', golden.type);
        if (definition === undefined) throw new Error(`no loss ${golden.type}`);
        const parameters = parametersValidator(definition.fields).parse(golden.parameters);
        const { nodes, logits, labels, losses, logitsGradient } = programOfLoss(definition, parameters, golden.batch, golden.classes, true);
        if (logitsGradient === undefined) throw new Error('nothing flows back');
        const inputs = new Map<Value, TensorData>([
          [logits, Float32Array.from(golden.logits)],
          [labels, Int32Array.from(golden.labels)],
        ]);
        const test = { nodes, training: true, inputs, outputs: [losses, logitsGradient] };
        const results = kind === 'plain loops' ? runPlain(test) : new LoweredProgram(test).run(kind).results;
        expect(relativeError(results[0] ?? [], golden.losses)).toBeLessThan(tolerance);
        expect(relativeError(results[1] ?? [], golden.logitsGradient)).toBeLessThan(tolerance);
      });
    }
  }
});

describe('losses of values and PyTorch', () => {
  const cases = read<ValueLossCase>('valueLosses');
  it('have a golden for each', () => {
    expect(new Set(cases.map(({ type }) => type))).toEqual(new Set(lossesFor('values').map(({ type }) => type)));
  });
  for (const golden of cases) {
    for (const kind of machines) {
      it.skipIf(kind === 'relaxed' && !hasSimdLevel('relaxed'))(`agree on ${golden.name} (${kind})`, () => {
        const definition = findLoss('values', golden.type);
        if (definition === undefined) throw new Error(`no loss ${golden.type}`);
        const parameters = parametersValidator(definition.fields).parse(golden.parameters);
        const { nodes, prediction, target, losses, predictionGradient } = programOfValueLoss(definition, parameters, golden.shape, true);
        if (predictionGradient === undefined) throw new Error('nothing flows back');
        const inputs = new Map<Value, TensorData>([
          [prediction, Float32Array.from(golden.prediction)],
          [target, Float32Array.from(golden.target)],
        ]);
        const test = { nodes, training: true, inputs, outputs: [losses, predictionGradient] };
        const results = kind === 'plain loops' ? runPlain(test) : new LoweredProgram(test).run(kind).results;
        expect(relativeError(results[0] ?? [], golden.losses)).toBeLessThan(tolerance);
        expect(relativeError(results[1] ?? [], golden.predictionGradient)).toBeLessThan(tolerance);
      });
    }
  }
});
