// Every operation that a sample makes: those of the operations themselves, and all that the layers' samples are composed of, with the
// values that come to it there. A case can be run by the plain loops on these or on values of one's own.
import { ReferenceRun, type TensorData } from '../../engine/backends/reference/run.ts';
import { layerDefinitions } from '../../engine/layers/index.ts';
import type { AnyLayerDefinition, SampleCase } from '../../engine/layers/layer.ts';
import { Draft } from '../../engine/operations/draft.ts';
import { operations } from '../../engine/operations/index.ts';
import type { AnyOperation, Attributes, OperationNode, OperationSample, TensorType, Value } from '../../engine/operations/operation.ts';
import { operandValues, valuesOf } from './contract-values.ts';
import { programOfLayer } from './layer-programs.ts';
import { lazily } from './lazily.ts';

export interface OperationCase {
  readonly name: string;
  readonly definition: AnyOperation;
  readonly attributes: Attributes;
  readonly operands: Readonly<Record<string, TensorType>>;
  /** Integers below this make sense in i32 operands. */
  readonly below: number;
  readonly training: boolean;
  /** Results that somebody reads. */
  readonly wanted: readonly string[];
  /** Of every operand: of a layer's sample those that its layer has there. */
  readonly values: () => Readonly<Record<string, TensorData>>;
}

/** The operation as a node, on operands from outside. */
export function nodeOf({ definition, attributes, operands }: Pick<OperationCase, 'definition' | 'attributes' | 'operands'>): OperationNode {
  const draft = new Draft();
  const values = Object.fromEntries(Object.entries(operands).map(([name, type]) => [name, draft.at({ kind: 'slot', name }, type)]));
  draft.apply(definition, values, attributes);
  return draft.nodes[0] as OperationNode;
}

/** The first result, by the plain loops. `values`: one array an operand. */
export function firstResultOf(node: OperationNode, values: Readonly<Record<string, TensorData>>): TensorData {
  const places = new Map(Object.entries(node.operands).map(([name, value]) => [value, (values[name] as TensorData).slice()]));
  const run = new ReferenceRun((value) => places.get(value));
  run.run([node]);
  return run.at(Object.values(node.results)[0] as Value);
}

const typesOf = (values: Readonly<Record<string, Value>>): Record<string, TensorType> =>
  Object.fromEntries(Object.entries(values).map(([name, { type }]) => [name, type]));

/** Positions of a pooling window, or of a whole map, which its switches are below; 2 where there is none. */
function positionsOf(attributes: Attributes): number {
  const lengths = attributes['lengths'] as readonly number[] | undefined;
  if (lengths !== undefined) return lengths.reduce((product, length) => product * length, 1);
  const axes = (attributes['axes'] ?? []) as readonly { readonly size?: number }[];
  return axes.some(({ size }) => size !== undefined) ? axes.reduce((product, { size = 1 }) => product * size, 1) : 2;
}

function valuesOfSample({ operands, below = 2 }: OperationSample): Record<string, TensorData> {
  return Object.fromEntries(
    Object.entries(operands).map(([name, type], index) => {
      const isPositive = /variance|statistics|velocity|state|second/i.test(name);
      return [name, operandValues({ name, type, home: { kind: 'transient' } }, 7 + index, below, isPositive)];
    }),
  );
}

function casesOfSamples(): OperationCase[] {
  return operations.flatMap((definition) =>
    definition.samples.map((sample): OperationCase => {
      const { name, operands, attributes, below = 2 } = sample;
      const wanted = Object.keys(nodeOf({ definition, attributes, operands }).results);
      return { name, definition, attributes, operands, below, training: true, wanted, values: lazily(() => valuesOfSample(sample)) };
    }),
  );
}

function casesOfLayer(layer: AnyLayerDefinition, sample: SampleCase, training: boolean): OperationCase[] {
  const program = programOfLayer(layer, sample, training);
  const readers = new Set(program.nodes.flatMap((node) => Object.values(node.operands)));
  // what comes to each operation, in their order: one run, where somebody asks
  const arriving = lazily(() => {
    const values = valuesOf(program);
    const run = new ReferenceRun((value) => values.get(value));
    return program.nodes.map((node) => {
      const operands = Object.entries(node.operands).map(([name, value]) => [name, run.at(value).slice()] as const);
      run.run([node]);
      return Object.fromEntries(operands);
    });
  });
  return program.nodes.map(({ definition, attributes, operands, results }, index) => ({
    name: `${layer.type}: ${sample.name}${training ? '' : ', predicting'}`,
    definition,
    attributes,
    operands: typesOf(operands),
    below: positionsOf(attributes),
    training,
    wanted: Object.entries(results).flatMap(([name, value]) => (readers.has(value) || value.home.kind !== 'transient' ? [name] : [])),
    values: () => arriving()[index] as Record<string, TensorData>,
  }));
}

function distinct(cases: readonly OperationCase[], keyOf: (found: OperationCase) => readonly unknown[]): OperationCase[] {
  const kept = new Map<string, OperationCase>();
  for (const found of cases) {
    const key = JSON.stringify(keyOf(found));
    if (!kept.has(key)) kept.set(key, found);
  }
  return [...kept.values()];
}

/** All of them; of those that layers make no two alike, training or not and with whatever is read of them. */
export function operationCases(): OperationCase[] {
  const ofLayers = layerDefinitions.flatMap((layer) =>
    layer.group === 'input'
      ? []
      : layer.samples.flatMap((sample) => [true, false].flatMap((training) => casesOfLayer(layer, sample, training))),
  );
  const keyOf = ({ definition, attributes, operands, wanted, training }: OperationCase) => [
    definition.name,
    attributes,
    operands,
    wanted,
    training,
  ];
  return [...casesOfSamples(), ...distinct(ofLayers, keyOf)];
}

/** One of each kind of node: of other attributes or operands. */
export function operationKinds(): OperationCase[] {
  return distinct(operationCases(), ({ definition, attributes, operands }) => [definition.name, attributes, operands]);
}
