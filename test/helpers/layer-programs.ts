// One layer as a program of its own: its operations, and in training the gradients of all inputs and trainable weights, from an
// output gradient that comes from outside.
import { parametersValidator } from '../../engine/base/fields.ts';
import { type AnyLayerDefinition, outputsOf, type SampleCase, type WeightSpecification } from '../../engine/layers/layer.ts';
import { copy } from '../../engine/operations/copy/operation.ts';
import { Draft } from '../../engine/operations/draft.ts';
import { hyperparameterBytes } from '../../engine/operations/hyperparameters.ts';
import { floats, type OperationNode, type Value } from '../../engine/operations/operation.ts';
import { writeGradients } from '../../engine/program/gradients.ts';
import { withoutUnread } from '../../engine/program/program.ts';

export interface LayerProgram {
  readonly nodes: readonly OperationNode[];
  /** Those of `nodes` that the output follows from. */
  readonly forward: readonly OperationNode[];
  readonly training: boolean;
  readonly inputs: readonly Value[];
  /** Positions among the inputs are below this. */
  readonly below: number;
  /** The first; the gradient begins there. */
  readonly output: Value;
  /** Those behind the first, by port. */
  readonly furtherOutputs: ReadonlyMap<string, Value>;
  readonly outputGradient: Value;
  readonly specifications: readonly WeightSpecification[];
  readonly weights: ReadonlyMap<string, Value>;
  readonly hyperparameters: Value;
  /** Of every input, where a gradient flows back to it. */
  readonly inputGradients: readonly (Value | undefined)[];
  readonly weightGradients: ReadonlyMap<string, Value>;
}

/** The operations that a value follows from. */
function leadingTo(value: Value, nodes: readonly OperationNode[]): OperationNode[] {
  const wanted = new Set([value]);
  return [...nodes]
    .reverse()
    .filter((node) => {
      if (!Object.values(node.results).some((result) => wanted.has(result))) return false;
      for (const operand of Object.values(node.operands)) wanted.add(operand);
      return true;
    })
    .reverse();
}

/** Throws where the sample does not fit: samples are meant to. */
export function programOfLayer(definition: AnyLayerDefinition, sample: SampleCase, training: boolean): LayerProgram {
  const draft = new Draft();
  const parameters = parametersValidator(definition.fields).parse(sample.parameters);
  const shaped = definition.inferShape(parameters, sample.inputShapes);
  if ('problem' in shaped) throw new Error(`${definition.type}, ${sample.name}: ${shaped.problem.id}`);
  const specifications = definition.weights(parameters, sample.inputShapes);
  const slot = (name: string, ...shape: readonly number[]): Value => draft.at({ kind: 'slot', name }, floats(...shape));
  const inputs = sample.inputShapes.map((shape, index) => {
    const element = definition.inputs.ports?.[index]?.element ?? 'f32';
    return draft.at({ kind: 'slot', name: `x${index}` }, { element, shape: [sample.batch, ...shape] });
  });
  const weights = new Map(
    specifications.map(({ name, shape }) => [name, draft.at({ kind: 'weight', node: 'layer', name }, floats(...shape))]),
  );
  const hyperparameters = slot('hyperparameters', hyperparameterBytes / 4);
  draft.write('layer', 'forward');
  const computed = definition.compute({
    builder: draft,
    parameters,
    inputs,
    training,
    key: 0x9abcdef1,
    hyperparameters,
    weight: (name) => {
      const weight = weights.get(name);
      if (weight === undefined) throw new Error(`${definition.type} has no weight ${name}`);
      return weight;
    },
  });
  const [[, first], ...others] = Object.entries(outputsOf(definition, computed)) as [[string, Value], ...[string, Value][]];
  // what comes in or is a view has no place of its own to be looked at
  const place = (value: Value, name: string): Value => {
    const isOwn =
      value.home.kind === 'transient' && draft.nodes.some((node) => !node.definition.isView && Object.values(node.results).includes(value));
    const own = isOwn ? value : copy(draft, value);
    own.home = { kind: 'slot', name };
    return own;
  };
  const outputGradient = slot('dy', sample.batch, ...shaped.shape);
  const trained = specifications.filter(({ trainable }) => trainable).map(({ name }) => weights.get(name) as Value);
  const gradients = training
    ? writeGradients(draft, { wanted: new Set([...inputs, ...trained]), seeds: new Map([[first, outputGradient]]) })
    : new Map<Value, Value>();
  draft.write('layer', 'backward');
  const gradientOf = (value: Value, name: string): Value | undefined => {
    const gradient = gradients.get(value);
    return gradient && place(gradient, name);
  };
  const inputGradients = inputs.map((input, index) => gradientOf(input, `dx${index}`));
  const weightGradients = new Map(
    [...weights].flatMap(([name, weight]) => {
      const gradient = gradientOf(weight, `d${name}`);
      return gradient === undefined ? [] : [[name, gradient] as const];
    }),
  );
  const output = place(first, 'y');
  const furtherOutputs = new Map(others.map(([name, value]) => [name, place(value, name)]));
  const nodes = withoutUnread(draft.nodes, []);
  const forward = leadingTo(output, nodes);
  return {
    nodes,
    forward,
    training,
    inputs,
    below: sample.below ?? 2,
    output,
    furtherOutputs,
    outputGradient,
    specifications,
    weights,
    hyperparameters,
    inputGradients,
    weightGradients,
  };
}
