// Every loss: its gradient with respect to the logits, through softmax, against difference quotients; both SIMD levels
// against the plain loops; empty places of a batch; evaluation without a gradient.
import { describe, expect, it } from 'vitest';
import type { ReferenceKernels } from '../../../engine/backends/reference-kernel.ts';
import { softmax } from '../../../engine/layers/softmax/definition.ts';
import { lossDefinitions } from '../../../engine/losses/index.ts';
import type { AnyLossDefinition } from '../../../engine/losses/loss.ts';
import { parametersValidator } from '../../../engine/schema.ts';
import { createReferenceMachine, createWasmMachine, hasSimdLevel, type Machine } from '../../helpers/contract-machine.ts';
import { type LoweredLoss, lowerLoss } from '../../helpers/contract-training.ts';
import { copyFloats, fillSmooth, findStrayWrites, relativeError, spoil, viewFloats } from '../../helpers/contract-values.ts';

const cases: readonly { readonly type: string; readonly parameters: Readonly<Record<string, number>> }[] = [
  ...lossDefinitions.map(({ type }) => ({ type, parameters: {} })),
  { type: 'crossEntropy', parameters: { labelSmoothing: 0.1 } },
];
const sizes = [
  { batch: 1, classes: 2 },
  { batch: 5, classes: 7 },
  { batch: 33, classes: 130 },
] as const;

const kernelsOf = (definition: AnyLossDefinition): ReferenceKernels => ({ ...softmax.reference, ...definition.reference });

function run(machine: Machine, lowered: LoweredLoss): void {
  spoil(machine.arena, lowered.recorder);
  fillSmooth(viewFloats(machine.arena, lowered.logits), 7);
  const labels = new Int32Array(machine.arena, lowered.labels.offset, lowered.batch);
  labels.forEach((_, row) => {
    labels[row] = row % 3 === 2 ? -1 : (row * 5) % lowered.classes;
  });
  machine.run(lowered.recorder.steps);
}

function meanLoss(machine: Machine, lowered: LoweredLoss): number {
  machine.run(lowered.recorder.steps);
  return viewFloats(machine.arena, lowered.losses).reduce((sum, loss) => sum + loss / lowered.batch, 0);
}

for (const { type, parameters } of cases) {
  const definition = lossDefinitions.find((candidate) => candidate.type === type) as AnyLossDefinition;
  const parsed = parametersValidator(definition.fields).parse(parameters);
  for (const { batch, classes } of sizes) {
    describe(`${type} ${JSON.stringify(parameters)}, ${batch} examples, ${classes} classes`, () => {
      it('has the gradient of the mean loss that difference quotients have', () => {
        const lowered = lowerLoss(definition, parsed, batch, classes, true);
        const machine = createReferenceMachine(kernelsOf(definition), lowered.recorder);
        run(machine, lowered);
        const analytic = copyFloats(machine.arena, lowered.logitsGradient);
        const logits = viewFloats(machine.arena, lowered.logits);
        const tried = Math.min(logits.length, 60);
        const numeric = Float64Array.from({ length: tried }, (_, index) => {
          const middle = logits[index] as number;
          logits[index] = middle + 2 ** -5;
          const above = meanLoss(machine, lowered);
          logits[index] = middle - 2 ** -5;
          const below = meanLoss(machine, lowered);
          logits[index] = middle;
          return (above - below) * 16;
        });
        expect(relativeError(numeric, analytic.subarray(0, tried))).toBeLessThan(1e-3);
      });

      it('gives neither loss nor gradient to an empty place', () => {
        const lowered = lowerLoss(definition, parsed, batch, classes, true);
        const machine = createWasmMachine('plain', lowered.recorder);
        run(machine, lowered);
        for (let row = 2; row < batch; row += 3) {
          expect(viewFloats(machine.arena, lowered.losses)[row]).toBe(0);
          expect(
            [...viewFloats(machine.arena, lowered.logitsGradient).subarray(row * classes, (row + 1) * classes)].every(
              (value) => value === 0,
            ),
          ).toBe(true);
        }
      });

      for (const level of ['plain', 'relaxed'] as const) {
        for (const withGradient of [true, false]) {
          it.skipIf(!hasSimdLevel(level))(
            `gives with ${level} SIMD what the plain loops give, ${withGradient ? 'with' : 'without'} gradient`,
            () => {
              const lowered = lowerLoss(definition, parsed, batch, classes, withGradient);
              const [reference, compiled] = [
                createReferenceMachine(kernelsOf(definition), lowered.recorder),
                createWasmMachine(level, lowered.recorder),
              ];
              run(reference, lowered);
              run(compiled, lowered);
              for (const buffer of withGradient ? [lowered.losses, lowered.logitsGradient] : [lowered.losses]) {
                expect(relativeError(viewFloats(compiled.arena, buffer), viewFloats(reference.arena, buffer)), buffer.name).toBeLessThan(
                  1e-6,
                );
              }
              const before = new Uint8Array(compiled.arena).slice();
              compiled.run(lowered.recorder.steps, 'descending');
              expect(findStrayWrites(before, new Uint8Array(compiled.arena), lowered.recorder, lowered.recorder.steps)).toEqual([]);
            },
          );
        }
      }
    });
  }
}

describe('label smoothing', () => {
  it.each(['plain loops', 'plain'] as const)('is a part of the loss that trains, and not of the one that scores (%s)', (kind) => {
    const definition = lossDefinitions.find(({ type }) => type === 'crossEntropy') as AnyLossDefinition;
    const lossesOf = (labelSmoothing: number, training: boolean): Float32Array => {
      const lowered = lowerLoss(definition, { labelSmoothing }, 5, 7, training);
      const machine =
        kind === 'plain loops'
          ? createReferenceMachine(kernelsOf(definition), lowered.recorder)
          : createWasmMachine(kind, lowered.recorder);
      run(machine, lowered);
      return copyFloats(machine.arena, lowered.losses);
    };
    expect(lossesOf(0.2, false)).toEqual(lossesOf(0, false));
    expect(lossesOf(0.2, true)).not.toEqual(lossesOf(0, true));
  });
});
