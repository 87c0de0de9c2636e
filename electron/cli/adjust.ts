// The options of `train` put into the document, which is then checked as if it had been written so: one set of rules, one
// set of messages. What is trained is therefore also what is saved in the model.
import { type Diagnostic, fail, type Outcome, succeed } from '../../engine/diagnostics.ts';
import type { GraphDocument } from '../../engine/graph/document.ts';
import type { Network } from '../../engine/network/network.ts';
import { findOptimizer } from '../../engine/optimizers/index.ts';
import { defaultParameters } from '../../engine/schema.ts';
import { sizeOf } from '../../engine/shape.ts';
import type { OptionValues } from './command.ts';
import { type CheckedNetwork, checkNetwork } from './read-files.ts';

export function adjustDocument(document: GraphDocument, options: OptionValues): Outcome<CheckedNetwork> {
  const { training } = document;
  const optimizerType = options.text('optimizer') ?? training.optimizer.type;
  const definition = findOptimizer(optimizerType);
  if (definition === undefined)
    return fail({ id: 'optimizer-unknown', severity: 'error', message: `There is no optimizer ${optimizerType}` });
  const kept = optimizerType === training.optimizer.type ? training.optimizer.parameters : defaultParameters(definition.fields);
  const learningRate = options.number('learning-rate');
  const size = options.size('size');
  const input = { ...(size ?? {}), ...(options.flag('grey') ? { channels: 1 } : {}) };
  return checkNetwork({
    ...document,
    nodes: document.nodes.map((node) => (node.type === 'input' ? { ...node, parameters: { ...node.parameters, ...input } } : node)),
    training: {
      ...training,
      epochs: options.number('epochs') ?? training.epochs,
      batchSize: options.number('batch') ?? training.batchSize,
      seed: options.number('seed') ?? training.seed,
      optimizer: { type: optimizerType, parameters: learningRate === undefined ? kept : { ...kept, learningRate } },
    },
  });
}

/** The network must have one output a class. The fix names the layer that decides how many there are. */
export function checkClassCount(network: Network, classes: readonly string[]): Outcome<undefined> {
  const outputs = sizeOf(network.output.outputShape);
  if (outputs === classes.length) return succeed(undefined);
  const deciding = findDecidingLayer(network);
  const problem: Diagnostic = {
    id: 'class-count',
    severity: 'error',
    node: network.output.id,
    message: 'The network must have one output a class',
    expected: `${classes.length} outputs for ${listClasses(classes)}`,
    received: `${outputs} outputs`,
    ...(deciding ? { fix: describeFix(deciding, classes.length) } : {}),
  };
  return fail(problem);
}

interface DecidingLayer {
  readonly node: string;
  readonly name: 'units' | 'filters';
}

/** Backwards from the output to the layer whose units or filters become the outputs. */
function findDecidingLayer(network: Network): DecidingLayer | undefined {
  const byId = new Map(network.layers.map((layer) => [layer.id, layer]));
  for (let layer = byId.get(network.output.sources[0] ?? ''); layer !== undefined; layer = byId.get(layer.sources[0] ?? '')) {
    for (const name of ['units', 'filters'] as const) if (Object.hasOwn(layer.parameters, name)) return { node: layer.id, name };
    if (layer.sources.length !== 1) return undefined;
  }
  return undefined;
}

function describeFix({ node, name }: DecidingLayer, value: number): NonNullable<Diagnostic['fix']> {
  return { label: `Set ${name} of ${node} to ${value}`, changes: [{ kind: 'set-parameter', node, name, value }] };
}

function listClasses(classes: readonly string[]): string {
  const shown = classes.slice(0, 8).join(', ');
  return classes.length > 8 ? `${shown}, …` : shown;
}
