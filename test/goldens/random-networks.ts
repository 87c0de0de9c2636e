// Two hundred random networks over everything that the engine can draw, one training step of each with every way there is to compute it:
// networks, values, losses and gradients as JSON lines, to be held against PyTorch (random_networks.py, which says how to run both).
import { createWriteStream } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { SimdLevel } from '../../engine/backends/wasm/execution.ts';
import { chooseDirectWay, chooseWay, type WayChooser } from '../../engine/backends/wasm/plan/choose.ts';
import { ways } from '../../engine/backends/wasm/ways/index.ts';
import { createRandom } from '../../engine/base/random.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';
import type { Network } from '../../engine/network/network.ts';
import { drawStepValues, planStep, runStep, type StepValues } from '../helpers/training-step.ts';
import { drawNetwork } from './draw-network.ts';

if (Number(process.versions.node.split('.')[0]) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');

const [, , target = '/tmp/random-networks.jsonl', count = '200', only, seed = '20261126'] = process.argv;
/** Of these networks alone, where they are named: all are drawn, so that each stays what it is. */
const wanted = only === undefined || only === 'all' ? undefined : new Set(only.split(',').map(Number));
const levels: readonly SimdLevel[] = ['plain', 'relaxed'];
const optimizer = { type: 'sgd', parameters: { learningRate: 0.1, momentum: 0, nesterov: false, weightDecay: 0 } };

const encode = (values: Float32Array | Int32Array | Uint8Array): string =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');

/** Every way of an operation that has several, and what would be taken. */
function waysToTry(): { readonly name: string; readonly operation?: string; readonly way?: string }[] {
  const operations = new Set(ways.map(({ operation }) => operation.name));
  const several = [...operations].filter((operation) => ways.filter((way) => way.operation.name === operation).length > 1);
  const each = ways.filter(({ operation }) => several.includes(operation.name));
  return [
    { name: 'as chosen' },
    { name: 'direct ways' },
    ...each.map((way) => ({ name: `${way.operation.name}, ${way.name}`, operation: way.operation.name, way: way.name })),
  ];
}

/** Takes a way wherever it fits, and notes whether it did anywhere. */
function forceWay(operation: string, name: string): { readonly choose: WayChooser; taken: number } {
  const way = ways.find((candidate) => candidate.operation.name === operation && candidate.name === name);
  if (way === undefined) throw new Error(`no way ${name} of ${operation}`);
  const forced: { choose: WayChooser; taken: number } = {
    taken: 0,
    choose: (context) => {
      if (context.node.definition.name !== operation || way.misfit?.(context) !== undefined) return chooseDirectWay(context);
      forced.taken++;
      return way;
    },
  };
  return forced;
}

function runWays(network: Network, batch: number, values: StepValues): object[] {
  const settings = { seed: 1, optimizer };
  return waysToTry().flatMap(({ name, operation, way }) => {
    const forced = operation === undefined || way === undefined ? undefined : forceWay(operation, way);
    const plan = planStep(network, settings, batch, forced?.choose ?? (name === 'as chosen' ? chooseWay : chooseDirectWay));
    if (forced?.taken === 0) return [];
    return levels.map((level) => {
      const { losses, gradients } = runStep(network, plan, values, level);
      return {
        way: name,
        level,
        losses: Object.fromEntries(losses),
        gradients: Object.fromEntries([...gradients].map(([weight, gradient]) => [weight, encode(gradient as Float32Array)])),
      };
    });
  });
}

const file = createWriteStream(target);
const random = createRandom(Number(seed));
const types = new Map<string, number>();
let drawn = 0;
while (drawn < Number(count)) {
  const document = drawNetwork(random);
  const { network } = document === undefined ? {} : analyzeDocument(document);
  if (network === undefined) continue;
  const batch = 2 + random.integer(4);
  if (wanted?.has(drawn) === false) {
    drawn++;
    continue;
  }
  const values = drawStepValues(network, batch, drawn + 1);
  const line = {
    index: drawn,
    batch,
    layers: network.layers.map(({ id, definition, parameters, inputs, outputShape, frozen, weightsOf }) => ({
      id,
      type: definition.type,
      parameters,
      inputs,
      outputShape,
      frozen,
      weightsOf,
    })),
    weights: network.layers.flatMap(({ id, weights }) =>
      weights.map(({ name, shape, trainable }) => ({ name: `${id}.${name}`, shape, trainable })),
    ),
    values: Object.fromEntries([...values].map(([name, data]) => [name, encode(data)])),
    runs: runWays(network, batch, values),
  };
  if (!file.write(`${JSON.stringify(line)}\n`)) await new Promise((resolve) => file.once('drain', () => resolve(undefined)));
  for (const type of new Set(line.layers.map((layer) => layer.type))) types.set(type, (types.get(type) ?? 0) + 1);
  drawn++;
}
file.end();
process.stdout.write(`${drawn} networks in ${target}; with ${[...types].map(([type, number]) => `${type} ${number}`).join(', ')}\n`);
