// Two hundred random networks over everything that the engine can draw, one training step of each with every way there is to compute it:
// networks, values, losses and gradients as JSON lines, to be held against PyTorch (random_networks.py, which says how to run both).
import { createWriteStream } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { SimdLevel } from '../../engine/backends/wasm/execution.ts';
import { chooseDirectWay, chooseWay, type WayChooser } from '../../engine/backends/wasm/plan/choose.ts';
import { ways } from '../../engine/backends/wasm/ways/index.ts';
import { planStep, runStep } from '../helpers/training-step.ts';
import { type DrawnStep, describeRun, describeStep, drawSteps } from './random-networks-lines.ts';

if (Number(process.versions.node.split('.')[0]) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');

const [, , target = '/tmp/random-networks.jsonl', count = '200', only, seed = '20261126'] = process.argv;
/** Of these networks alone, where they are named: all are drawn, so that each stays what it is. */
const wanted = only === undefined || only === 'all' ? undefined : new Set(only.split(',').map(Number));
const levels: readonly SimdLevel[] = ['plain', 'relaxed'];
const optimizer = { type: 'sgd', parameters: { learningRate: 0.1, momentum: 0, nesterov: false, weightDecay: 0 } };

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

function runWays({ network, batch, values }: DrawnStep): ReturnType<typeof describeRun>[] {
  const settings = { seed: 1, optimizer };
  return waysToTry().flatMap(({ name, operation, way }) => {
    const forced = operation === undefined || way === undefined ? undefined : forceWay(operation, way);
    const plan = planStep(network, settings, batch, forced?.choose ?? (name === 'as chosen' ? chooseWay : chooseDirectWay));
    if (forced?.taken === 0) return [];
    return levels.map((level) => describeRun(name, level, runStep(network, plan, values, level)));
  });
}

const file = createWriteStream(target);
const types = new Map<string, number>();
for (const step of drawSteps(Number(seed))) {
  if (step.index === Number(count)) break;
  if (wanted?.has(step.index) === false) continue;
  for (const type of new Set(step.network.layers.map(({ definition }) => definition.type))) types.set(type, (types.get(type) ?? 0) + 1);
  if (!file.write(`${JSON.stringify(describeStep(step, runWays(step)))}\n`))
    await new Promise((resolve) => file.once('drain', () => resolve(undefined)));
}
file.end();
process.stdout.write(`networks in ${target}; with ${[...types].map(([type, number]) => `${type} ${number}`).join(', ')}\n`);
