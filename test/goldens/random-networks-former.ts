// Random networks by a built checkout of 5a59f9e, the last version before the engine was made of operations, beside this engine's with
// the very ways that that one chose, for random_networks_former.py to compare. Those that version 1 of documents can say are taken, until
// there are as many as wanted. Where the two differ by a bit, one step is one draw: more are taken, of other weights and images.
//   node --import tsx test/goldens/random-networks-former.ts CHECKOUT /tmp/former.jsonl 300
import { createWriteStream } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { chooseDirectWay, chooseWay, type WayChooser } from '../../engine/backends/wasm/plan/choose.ts';
import { waysOf } from '../../engine/backends/wasm/ways/index.ts';
import { drawStepValues, planStep, runStep } from '../helpers/training-step.ts';
import { createFormerEngine, type FormerRun, type FormerStep } from './random-networks-former-engine.ts';
import { type DrawnStep, describeRun, describeStep, drawSteps } from './random-networks-lines.ts';

if (Number(process.versions.node.split('.')[0]) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');

const [, , checkout = '', target = '/tmp/former.jsonl', count = '300', draws = '8', only, seed = '20261126'] = process.argv;
/** Of these networks alone, where they are named. */
const wanted = only === undefined || only === 'all' ? undefined : new Set(only.split(',').map(Number));
const optimizer = { type: 'sgd', parameters: { learningRate: 0.1, momentum: 0, nesterov: false, weightDecay: 0 } };
/** The kernels of the former engine that are Winograd's, as the operations and ways of this one. */
const ways: Readonly<Record<string, readonly [operation: string, way: string]>> = {
  conv2dWinogradForward: ['convolution', 'winograd'],
  conv2dWinogradBackwardInput: ['convolutionInput', 'winograd'],
  conv2dWinogradBackwardWeights: ['convolutionFilter', 'winograd'],
  conv2dStridedWinogradForward: ['convolution', 'strided-winograd'],
  conv2dStridedWinogradBackwardInput: ['convolutionInput', 'strided-winograd'],
  conv2dStridedWinogradBackwardWeights: ['convolutionFilter', 'strided-winograd'],
};

const asFormer = 'as 5a59f9e chose';

/** Takes Winograd's ways where the former engine did, and direct ones elsewhere. Throws where one does not fit. */
function chooseAsFormer(steps: readonly FormerStep[]): WayChooser {
  const chosen = new Map(
    steps.flatMap(({ node, kernel }) => {
      const [operation, way] = ways[kernel] ?? [];
      return operation === undefined || way === undefined ? [] : [[`${node} ${operation}`, way] as const];
    }),
  );
  return (context) => {
    const name = chosen.get(`${context.node.origin.node} ${context.node.definition.name}`);
    if (name === undefined) return chooseDirectWay(context);
    const way = waysOf(context.node.definition).find((candidate) => candidate.name === name);
    const misfit = way === undefined ? 'it does not exist' : way.misfit?.(context);
    if (way === undefined || misfit !== undefined) throw new Error(`${context.node.origin.node}: ${name} was taken before, now ${misfit}`);
    return way;
  };
}

/** Of an engine's steps, what Winograd's filtering did: `conv2d3 convolution`. */
const winogradUses = (steps: readonly FormerStep[]): string[] =>
  steps.flatMap(({ node, kernel }) => (ways[kernel] === undefined ? [] : [`${node} ${(ways[kernel] ?? []).join(', ')}`]));

const former = await createFormerEngine(checkout);

const levels = ['plain', 'relaxed'] as const;

/** One step by both engines, and whether they agree in every bit. */
function compareStep(step: DrawnStep, run: FormerRun): { readonly line: object; readonly same: boolean } {
  const { network, batch, values } = step;
  const settings = { seed: 1, optimizer };
  const plans = {
    [asFormer]: planStep(network, settings, batch, chooseAsFormer(run.steps)),
    'as chosen': planStep(network, settings, batch, chooseWay),
    'direct ways': planStep(network, settings, batch, chooseDirectWay),
  };
  const runs = levels.flatMap((level) => [
    describeRun('5a59f9e', level, run.compute(values, level)),
    ...Object.entries(plans).map(([name, plan]) => describeRun(name, level, runStep(network, plan, values, level))),
  ]);
  const gradientsOf = (wanted: string, level: string): string =>
    JSON.stringify(runs.find((candidate) => candidate.way === wanted && candidate.level === level)?.gradients);
  const same = levels.every((level) => gradientsOf('5a59f9e', level) === gradientsOf(asFormer, level));
  return { line: { ...describeStep(step, runs), winograd: winogradUses(run.steps), same }, same };
}

/** Lines of JSON for a network; none where the former engine could not say it. */
function compare(step: DrawnStep): object[] {
  const run = former(step.network, step.batch);
  if (run === undefined) return [];
  const first = compareStep(step, run);
  if (first.same) return [first.line];
  const more = Array.from({ length: Number(draws) - 1 }, (_, draw) => {
    const values = drawStepValues(step.network, step.batch, 100_003 * (draw + 1) + step.index);
    return compareStep({ ...step, values }, run).line;
  });
  return [first.line, ...more];
}

const file = createWriteStream(target);
let [compared, drawn] = [0, 0];
for (const step of drawSteps(Number(seed))) {
  if (compared === Number(count) || step.index > Math.max(...(wanted ?? [Infinity]))) break;
  if (wanted?.has(step.index) === false) continue;
  drawn++;
  const lines = compare(step);
  if (lines.length > 0) compared++;
  for (const line of lines)
    if (!file.write(`${JSON.stringify(line)}\n`)) await new Promise((resolve) => file.once('drain', () => resolve(undefined)));
}
file.end();
process.stdout.write(`${compared} of ${drawn} networks, which version 1 can say, in ${target}\n`);
