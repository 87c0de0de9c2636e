// Every layer against PyTorch: outputs, input and weight gradients, updated statistics, with the plain loops and with both
// SIMD levels. The goldens lie in our layouts (test/goldens/make_goldens.py).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layerDefinitions } from '../../../engine/layers/index.ts';
import type { SampleCase } from '../../../engine/layers/layer.ts';
import { lowerSample, type TestBuffer } from '../../helpers/contract-lowering.ts';
import { createReferenceMachine, createWasmMachine, hasSimdLevel, type Machine } from '../../helpers/contract-machine.ts';
import { fillSample, kernelTolerance, relativeError, summationTolerance, viewFloats } from '../../helpers/contract-values.ts';

interface GoldenCase extends SampleCase {
  readonly training: boolean;
  readonly inputs: readonly number[][];
  readonly weights: Readonly<Record<string, number[]>>;
  readonly output: readonly number[];
  readonly outputGradient: readonly number[];
  readonly inputGradients: readonly number[][];
  readonly weightGradients: Readonly<Record<string, number[]>>;
  readonly weightsAfter: Readonly<Record<string, number[]>>;
}

/** The input has no computation of its own; dropout's random bits are ours alone. */
const withoutGoldens = ['input', 'dropout'];
const machines = ['plain loops', 'plain', 'relaxed'] as const;

for (const definition of layerDefinitions) {
  if (withoutGoldens.includes(definition.type)) continue;
  const { cases } = JSON.parse(readFileSync(join(import.meta.dirname, '../../goldens', `${definition.type}.json`), 'utf8')) as {
    cases: GoldenCase[];
  };
  describe(`layer ${definition.type} and PyTorch`, () => {
    for (const golden of cases) {
      const backward = golden.training && definition.group !== 'output';
      for (const kind of machines) {
        it.skipIf(kind === 'relaxed' && !hasSimdLevel('relaxed'))(
          `agree on ${golden.name} (${kind === 'plain loops' ? kind : `${kind} SIMD`})`,
          () => {
            const lowered = lowerSample(definition, golden, { training: golden.training, backward });
            const machine: Machine =
              kind === 'plain loops'
                ? createReferenceMachine(definition.reference, lowered.recorder)
                : createWasmMachine(kind, lowered.recorder);
            // PyTorch computed in double, we in single precision
            const tolerance = kind === 'plain loops' ? summationTolerance : kernelTolerance(lowered);
            const put = (buffer: TestBuffer | undefined, values: readonly number[] | undefined): void => {
              if (buffer === undefined || values === undefined) throw new Error('a tensor is missing');
              expect(buffer.bytes).toBe(values.length * 4);
              viewFloats(machine.arena, buffer).set(values);
            };
            const check = (name: string, buffer: TestBuffer | undefined, values: readonly number[] | undefined): void => {
              if (buffer === undefined || values === undefined) throw new Error(`${name} is missing`);
              expect(buffer.bytes).toBe(values.length * 4);
              expect(relativeError(viewFloats(machine.arena, buffer), values), name).toBeLessThan(tolerance);
            };
            fillSample(machine.arena, lowered);
            lowered.inputs.forEach((buffer, index) => {
              put(buffer, golden.inputs[index]);
            });
            for (const [name, buffer] of lowered.weights) put(buffer, golden.weights[name]);
            put(lowered.outputGradient, golden.outputGradient);
            machine.run([...lowered.forward, ...lowered.backward]);
            check('output', lowered.output, golden.output);
            for (const [name, values] of Object.entries(golden.weightsAfter)) check(name, lowered.weights.get(name), values);
            if (!backward) return;
            lowered.inputGradients.forEach((buffer, index) => {
              check(`gradient of input ${index}`, buffer, golden.inputGradients[index]);
            });
            for (const [name, buffer] of lowered.weightGradients) check(`gradient of ${name}`, buffer, golden.weightGradients[name]);
          },
        );
      }
    }
  });
}
