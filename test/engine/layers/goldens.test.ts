// Every layer against PyTorch: outputs, input and weight gradients, updated statistics, with the plain loops and with both
// SIMD levels. The goldens lie in our layouts (test/goldens/make_goldens.py).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TensorData } from '../../../engine/backends/reference/run.ts';
import { findLayer } from '../../../engine/layers/index.ts';
import type { SampleCase } from '../../../engine/layers/layer.ts';
import type { Value } from '../../../engine/operations/operation.ts';
import { relativeError, summationTolerance, valuesOf } from '../../helpers/contract-values.ts';
import { programOfLayer } from '../../helpers/layer-programs.ts';
import { LoweredProgram, runPlain } from '../../helpers/program-runs.ts';
import { hasSimdLevel } from '../../helpers/step-machine.ts';

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

/** Layers whose goldens make_goldens.py writes. The input computes nothing, dropout's random bits are ours, and compositions may do without. */
const compared = [
  'activation',
  'add',
  'batchNorm',
  'concat',
  'conv2d',
  'dense',
  'flatten',
  'globalPool2d',
  'pool2d',
  'softmax',
  'squeezeExcite',
];
const machines = ['plain loops', 'plain', 'relaxed'] as const;

for (const type of compared) {
  const definition = findLayer(type);
  if (definition === undefined) throw new Error(`there is no layer ${type}`);
  const { cases } = JSON.parse(readFileSync(join(import.meta.dirname, '../../goldens', `${definition.type}.json`), 'utf8')) as {
    cases: GoldenCase[];
  };
  describe(`layer ${definition.type} and PyTorch`, () => {
    for (const golden of cases) {
      for (const kind of machines) {
        it.skipIf(kind === 'relaxed' && !hasSimdLevel('relaxed'))(
          `agree on ${golden.name} (${kind === 'plain loops' ? kind : `${kind} SIMD`})`,
          () => {
            const program = programOfLayer(definition, golden, golden.training);
            const inputs = valuesOf(program);
            const put = (value: Value | undefined, values: readonly number[] | undefined): void => {
              if (value === undefined || values === undefined) throw new Error('a tensor is missing');
              expect(inputs.get(value)?.length).toBe(values.length);
              inputs.set(value, value.type.element === 'i32' ? Int32Array.from(values) : Float32Array.from(values));
            };
            program.inputs.forEach((value, index) => {
              put(value, golden.inputs[index]);
            });
            for (const [name, value] of program.weights) put(value, golden.weights[name]);
            put(program.outputGradient, golden.outputGradient);
            const expected: (readonly [string, Value | undefined, readonly number[] | undefined])[] = [
              ['output', program.output, golden.output],
              ...Object.entries(golden.weightsAfter).map(([name, values]) => [name, program.weights.get(name), values] as const),
            ];
            // the golden of an output holds no gradients
            if (golden.training && golden.inputGradients.length > 0) {
              program.inputGradients.forEach((value, index) => {
                // positions have none
                if (program.inputs[index]?.type.element === 'f32')
                  expected.push([`gradient of input ${index}`, value, golden.inputGradients[index]]);
              });
              for (const [name, value] of program.weightGradients)
                expected.push([`gradient of ${name}`, value, golden.weightGradients[name]]);
            }
            const outputs = expected.map(([name, value]) => {
              if (value === undefined) throw new Error(`${name} is missing`);
              return value;
            });
            const test = { nodes: program.nodes, training: golden.training, inputs, outputs };
            let [results, tolerance]: [readonly TensorData[], number] = [[], summationTolerance];
            if (kind === 'plain loops') results = runPlain(test);
            else {
              const run = new LoweredProgram(test).run(kind);
              results = run.results;
              // PyTorch computed in double, we in single precision
              tolerance = Math.max(summationTolerance, ...run.ways.map((way) => way.tolerance ?? 0));
            }
            expected.forEach(([name, , values], index) => {
              expect(relativeError(results[index] ?? [], values ?? []), name).toBeLessThan(tolerance);
            });
          },
        );
      }
    }
  });
}
