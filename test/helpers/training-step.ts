// One training step of a network from values that everybody can draw again: its losses and the gradients of all weights, in double
// precision by the plain loops, and as the compiled kernels compute them.
import { createWasmExecution, type SimdLevel } from '../../engine/backends/wasm/execution.ts';
import type { WayChooser } from '../../engine/backends/wasm/plan/choose.ts';
import { compile } from '../../engine/backends/wasm/plan/compile.ts';
import type { Plan, PlanBuffer } from '../../engine/backends/wasm/plan/plan.ts';
import { createRandom } from '../../engine/base/random.ts';
import { sizeOf } from '../../engine/base/shape.ts';
import { classCountOf, lossSlot, type Network } from '../../engine/network/network.ts';
import { hyperparameterSlots } from '../../engine/operations/hyperparameters.ts';
import { composeProgram, type ProgramSettings } from '../../engine/program/compose.ts';
import { DoubleRun } from './double-run.ts';

/** By place: `bytes`, `labels`, `scale`, `offset`, and every weight by its layer and name. */
export type StepValues = ReadonlyMap<string, Float32Array | Int32Array | Uint8Array>;

export interface StepResult {
  /** The mean over the batch of each end's losses, by its id, before its weight. */
  readonly losses: ReadonlyMap<string, number>;
  /** Of every weight that is trained, by layer and name; zeros where nothing flows back to it. */
  readonly gradients: ReadonlyMap<string, ArrayLike<number>>;
}

/** Weights of sensible sizes, statistics and scales that are none of the usual ones, and images of noise. */
export function drawStepValues(network: Network, batch: number, seed: number): StepValues {
  const random = createRandom(seed);
  const values = new Map<string, Float32Array | Int32Array | Uint8Array>();
  const { outputShape } = network.input;
  const channels = outputShape.at(-1) ?? 1;
  values.set(
    'bytes',
    Uint8Array.from({ length: batch * sizeOf(outputShape) }, () => random.integer(256)),
  );
  values.set('scale', new Float32Array(channels).fill(4 / 255));
  values.set('offset', new Float32Array(channels).fill(-2));
  const classes = classCountOf(network);
  if (classes > 0)
    values.set(
      'labels',
      Int32Array.from({ length: batch }, () => random.integer(classes)),
    );
  for (const layer of network.layers) {
    for (const { name, shape, initializer } of layer.weights) {
      const size = initializer.kind === 'constant' ? 0.2 : Math.sqrt(1.5 / initializer.fanIn);
      const middle = initializer.kind === 'constant' ? initializer.value : 0;
      values.set(
        `${layer.id}.${name}`,
        Float32Array.from({ length: sizeOf(shape) }, () => middle + size * Math.max(-3, Math.min(3, random.normal()))),
      );
    }
  }
  return values;
}

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

function trainedWeights(network: Network): string[] {
  return network.layers.flatMap(({ id, weights }) => weights.filter(({ trainable }) => trainable).map(({ name }) => `${id}.${name}`));
}

const meanLosses = (network: Network, read: (slot: string) => ArrayLike<number>): Map<string, number> =>
  new Map(network.ends.map(({ id }) => [id, mean(read(lossSlot(id)))]));

/** By the plain loops, in double precision. */
export function runStepInDouble(network: Network, settings: ProgramSettings, batch: number, values: StepValues): StepResult {
  const { nodes } = composeProgram(network, { name: 'train', batch, training: true, rewrites: false }, settings);
  const run = new DoubleRun(values);
  run.run(nodes.filter(({ origin }) => origin.pass !== 'update'));
  const reached = new Set(nodes.flatMap(({ results }) => Object.values(results).map(({ name }) => name)));
  const gradientOf = (name: string): ArrayLike<number> =>
    reached.has(`${name}.gradient`) ? run.named(`${name}.gradient`) : new Float64Array(run.named(name).length);
  return {
    losses: meanLosses(network, (slot) => run.named(slot)),
    gradients: new Map(trainedWeights(network).map((name) => [name, gradientOf(name)])),
  };
}

/** What training makes small: the ends' losses, each times its weight. */
export function goalOf(network: Network, losses: ReadonlyMap<string, number>): number {
  return network.ends.reduce((sum, { id, definition, parameters }) => {
    return sum + (definition.end?.weight(parameters) ?? 1) * (losses.get(id) ?? Number.NaN);
  }, 0);
}

function gradientBuffers({ programs: [program] }: Plan): Map<string, PlanBuffer> {
  const buffers = (program?.steps ?? []).flatMap(({ reads, writes }) => [...Object.values(reads), ...Object.values(writes)]);
  return new Map(buffers.filter(({ kind }) => kind === 'weight-gradient').map((buffer) => [buffer.name, buffer]));
}

export interface WasmStep extends StepResult {
  readonly weightsAfter: ReadonlyMap<string, Float32Array>;
}

/** The plan of one training step. Throws where it does not fit. */
export function planStep(network: Network, settings: ProgramSettings, batch: number, choose?: WayChooser): Plan {
  const programs = [{ name: 'train', batch, training: true }];
  const plan = compile({ network, programs, workers: 1, ...settings, ...(choose ? { choose } : {}) });
  if (!plan.ok) throw new Error(JSON.stringify(plan.diagnostics));
  return plan.value;
}

/** By the compiled kernels: `steps` training steps on the same batch; losses and gradients of the last. */
export function runStep(network: Network, plan: Plan, values: StepValues, level: SimdLevel, learningRate = 0, steps = 1): WasmStep {
  const execution = createWasmExecution(plan, level);
  for (const { node, name, values: place } of execution.weights) place.set(values.get(`${node}.${name}`) as Float32Array);
  execution.weightsChanged();
  execution.u8('bytes').set(values.get('bytes') as Uint8Array);
  for (const slot of ['scale', 'offset']) execution.f32(slot).set(values.get(slot) as Float32Array);
  const labels = values.get('labels');
  if (labels !== undefined) execution.i32('labels').set(labels);
  const hyperparameters = execution.f32('hyperparameters');
  hyperparameters[hyperparameterSlots.learningRate] = learningRate;
  for (let step = 0; step < steps; step++) execution.run('train');
  const gradients = gradientBuffers(plan);
  const gradientOf = (name: string): Float32Array => {
    const buffer = gradients.get(`${name}.gradient`);
    if (buffer === undefined) return new Float32Array(values.get(name)?.length ?? 0);
    return new Float32Array(execution.arena, buffer.offset, buffer.bytes / 4).slice();
  };
  return {
    losses: meanLosses(network, (slot) => execution.f32(slot)),
    gradients: new Map(trainedWeights(network).map((name) => [name, gradientOf(name)])),
    weightsAfter: new Map(execution.weights.map(({ node, name, values: place }) => [`${node}.${name}`, place.slice()])),
  };
}
