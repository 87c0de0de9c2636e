// Every way of every operation, at both SIMD levels, against the plain loops: on the operation's own samples and on all that the
// layers' samples make of it; with everything that the operation says it can carry, and in place where it says it may.
import { describe, expect, it } from 'vitest';
import type { TensorData } from '../../../engine/backends/reference/run.ts';
import type { SimdLevel } from '../../../engine/backends/wasm/execution.ts';
import { wayContext } from '../../../engine/backends/wasm/plan/lower.ts';
import type { AnyWay } from '../../../engine/backends/wasm/way.ts';
import { ways, waysOf } from '../../../engine/backends/wasm/ways/index.ts';
import { copy } from '../../../engine/operations/copy/operation.ts';
import { Draft } from '../../../engine/operations/draft.ts';
import { operations } from '../../../engine/operations/index.ts';
import type { OperationNode, TensorType, Value } from '../../../engine/operations/operation.ts';
import { bitsOf, operandValues, relativeError, summationTolerance } from '../../helpers/contract-values.ts';
import { lazily } from '../../helpers/lazily.ts';
import { type OperationCase, operationCases } from '../../helpers/operation-cases.ts';
import { LoweredProgram, runPlain, type TestProgram } from '../../helpers/program-runs.ts';
import { hasSimdLevel } from '../../helpers/step-machine.ts';

const levels: readonly SimdLevel[] = ['plain', 'relaxed'];

type Variant = 'alone' | 'addend' | 'rectify' | 'mask' | 'addend and rectify' | 'in place';

/** What an operation promises to do besides. */
function variantsOf({ definition, operands }: OperationCase): Variant[] {
  const { carries, inPlace } = definition;
  return [
    'alone',
    ...(carries?.rectify ? (['rectify'] as const) : []),
    ...(carries?.addend ? (['addend', 'addend and rectify'] as const) : []),
    ...(carries?.mask ? (['mask'] as const) : []),
    ...(inPlace?.some((name) => operands[name] !== undefined) ? (['in place'] as const) : []),
  ];
}

/** The operation alone as a program. */
function programOf(tried: OperationCase, variant: Variant): TestProgram {
  const draft = new Draft();
  const inputs = new Map<Value, TensorData>();
  const outside = (name: string, type: TensorType, data: TensorData): Value => {
    const value = draft.at({ kind: 'slot', name: `operand ${name}` }, type);
    inputs.set(value, data);
    return value;
  };
  const values = tried.values();
  const operands = Object.fromEntries(
    Object.entries(tried.operands).map(([name, type]) => [name, outside(name, type, values[name] as TensorData)]),
  );
  const place = tried.definition.inPlace?.find((name) => operands[name] !== undefined);
  if (variant === 'in place' && place !== undefined) operands[place] = copy(draft, operands[place] as Value);
  const results = draft.apply(tried.definition, operands, tried.attributes);
  const node = draft.nodes.at(-1) as OperationNode;
  const [first] = Object.values(results);
  const extra = (name: string, seed: number): Value => {
    const { type } = first as Value;
    return outside(name, type, operandValues({ name, type, home: { kind: 'transient' } }, seed, 2, false));
  };
  if (variant.includes('addend')) node.carried.addend = extra('addend', 2001);
  if (variant.includes('rectify')) node.carried.rectify = true;
  if (variant === 'mask') {
    // some look at one of their operands and at nothing else
    const candidates = [extra('mask', 3001), ...Object.values(operands)];
    for (const value of candidates) {
      const mask = tried.definition.carries?.mask?.(node, value);
      if (mask === undefined) continue;
      node.carried.mask = mask;
      break;
    }
  }
  const outputs: Value[] = [];
  for (const name of tried.wanted) {
    const value = results[name] as Value;
    const seen = variant === 'in place' && value === first ? copy(draft, value) : value;
    seen.home = { kind: 'slot', name: `result ${name}` };
    outputs.push(seen);
  }
  for (const name of tried.definition.updates ?? []) if (operands[name] !== undefined) outputs.push(operands[name] as Value);
  return { nodes: draft.nodes, training: tried.training, inputs, outputs };
}

const misfitOf = (way: AnyWay, program: TestProgram): string | undefined => {
  const node = program.nodes.find(({ definition }) => definition.name === way.operation.name) as OperationNode;
  return way.misfit?.(wayContext(node, program.training, (value) => value.home.kind !== 'transient'));
};

const all = operationCases();
const tried = new Set<AnyWay>();

const results = new Map<OperationCase, TensorData[]>();
function alone(found: OperationCase): TensorData[] {
  const known = results.get(found) ?? runPlain(programOf(found, 'alone'));
  results.set(found, known);
  return known;
}

for (const definition of operations) {
  if (definition.isView) continue;
  const cases = all.filter((found) => found.definition.name === definition.name);
  describe(`operation ${definition.name}`, () => {
    it('has samples and is explained', () => {
      expect(definition.samples.length).toBeGreaterThan(0);
      expect(definition.explanation.length).toBeGreaterThan(5);
    });

    const programs = cases.flatMap((found) =>
      variantsOf(found).map((variant) => {
        const program = programOf(found, variant);
        return { found, variant, program, expected: lazily(() => runPlain(program)) };
      }),
    );

    for (const way of waysOf(definition)) {
      describe(`by ${way.name}`, () => {
        for (const { found, variant, program, expected: plain } of programs) {
          if (misfitOf(way, program) !== undefined) continue;
          tried.add(way);
          it(`${found.name}${variant === 'alone' ? '' : `, ${variant}`}`, () => {
            const expected = plain();
            // a mask may take away the largest values, and with them what their neighbours' errors are measured by
            const whole = variant === 'mask' ? alone(found) : expected;
            const lowered = new LoweredProgram(program, ({ node }) =>
              node.definition.name === definition.name ? way : (waysOf(node.definition)[0] as AnyWay),
            );
            for (const level of levels) {
              if (!hasSimdLevel(level)) continue;
              const { results, stray } = lowered.run(level);
              expect(stray).toEqual([]);
              program.outputs.forEach((value, index) => {
                expect(
                  relativeError(results[index] ?? [], expected[index] ?? [], whole[index] ?? []),
                  `${value.name}, ${level}`,
                ).toBeLessThan(way.tolerance ?? summationTolerance);
              });
              lowered.run(level, 'shuffled').results.forEach((values, index) => {
                expect(bitsOf(values), `${program.outputs[index]?.name}, ${level}`).toEqual(bitsOf(results[index] as TensorData));
              });
            }
          });
        }
      });
    }
  });
}

describe('the samples', () => {
  it('reach every way', () => {
    expect(ways.filter((way) => !tried.has(way)).map((way) => `${way.operation.name} by ${way.name}`)).toEqual([]);
  });
});
