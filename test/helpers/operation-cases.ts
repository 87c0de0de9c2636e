// Every operation that a sample makes: those of the operations themselves, and all that the layers' samples are composed of, each kind
// of node once. A case can be run by the plain loops on values of one's own.
import { ReferenceRun, type TensorData } from '../../engine/backends/reference/run.ts';
import { layerDefinitions } from '../../engine/layers/index.ts';
import { Draft } from '../../engine/operations/draft.ts';
import { operations } from '../../engine/operations/index.ts';
import type { AnyOperation, Attributes, OperationNode, TensorType, Value } from '../../engine/operations/operation.ts';
import { programOfLayer } from './layer-programs.ts';

export interface OperationCase {
  readonly name: string;
  readonly definition: AnyOperation;
  readonly attributes: Attributes;
  readonly operands: Readonly<Record<string, TensorType>>;
  /** Integers below this make sense in i32 operands. */
  readonly below: number;
}

/** The operation as a node, on operands from outside. */
export function nodeOf({ definition, attributes, operands }: Omit<OperationCase, 'name' | 'below'>): OperationNode {
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

function casesOfLayers(): OperationCase[] {
  return layerDefinitions.flatMap((layer) => {
    if (layer.group === 'input') return [];
    return layer.samples.flatMap((sample) =>
      [true, false].flatMap((training) =>
        programOfLayer(layer, sample, training).nodes.map(({ definition, attributes, operands }) => ({
          name: `${layer.type}: ${sample.name}`,
          definition,
          attributes,
          operands: typesOf(operands),
          below: positionsOf(attributes),
        })),
      ),
    );
  });
}

/** All of them, no two alike. */
export function operationCases(): OperationCase[] {
  const ofSamples = operations.flatMap((definition) =>
    definition.samples.map(
      ({ name, operands, attributes, below = 2 }): OperationCase => ({ name, definition, attributes, operands, below }),
    ),
  );
  const cases = new Map<string, OperationCase>();
  for (const found of [...ofSamples, ...casesOfLayers()]) {
    const key = JSON.stringify([found.definition.name, found.attributes, found.operands]);
    if (!cases.has(key)) cases.set(key, found);
  }
  return [...cases.values()];
}
