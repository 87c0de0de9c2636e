// The engine of a built checkout of 5a59f9e, loaded from its folder: one training step of a network that version 1 of documents can say.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SimdLevel } from '../../engine/backends/wasm/execution.ts';
import type { Network } from '../../engine/network/network.ts';
import type { StepResult, StepValues } from '../helpers/training-step.ts';
import { formerDocument } from './random-networks-former-document.ts';

interface Buffer {
  readonly name: string;
  readonly kind: string;
  readonly bytes: number;
  readonly offset: number;
}

/** One step of a former plan, as far as it is read here. */
export interface FormerStep {
  readonly kernel: string;
  readonly node: string;
  readonly writes: Readonly<Record<string, Buffer>>;
}

interface FormerPlan {
  readonly programs: readonly { readonly steps: readonly FormerStep[] }[];
  readonly fixed: Readonly<Record<string, Buffer>>;
  readonly weights: readonly { readonly node: string; readonly name: string }[];
}

interface FormerExecution {
  readonly arena: ArrayBufferLike;
  run(program: string): void;
}

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly diagnostics: unknown };

/** What is used of the former engine's modules. */
interface FormerModules {
  createDocument(name: string): { readonly training: object };
  parseDocument(data: unknown): Outcome<{ readonly training: { readonly loss: object; readonly optimizer: object } }>;
  analyzeDocument(document: unknown): { readonly network?: object; readonly diagnostics: unknown };
  compile(request: object): Outcome<FormerPlan>;
  createWasmExecution(plan: FormerPlan, level: SimdLevel): FormerExecution;
  loadWeights(execution: FormerExecution, weights: object): void;
  findLayer(type: string): { readonly fields: object } | undefined;
}

export interface FormerRun {
  readonly steps: readonly FormerStep[];
  compute(values: StepValues, level: SimdLevel): StepResult;
}

/** Plans a step by the former engine; undefined for a network that it could not say. */
export type FormerEngine = (network: Network, batch: number) => FormerRun | undefined;

const modules = ['graph/parse', 'network/analyze', 'plan/compile', 'backends/wasm', 'backends/backend', 'layers/index'];

async function loadModules(checkout: string): Promise<FormerModules> {
  const loaded = await Promise.all(
    modules.map(async (name): Promise<object> => import(pathToFileURL(join(checkout, 'engine', `${name}.ts`)).href)),
  );
  return Object.assign({}, ...loaded) as FormerModules;
}

function succeed<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.value;
}

/** The name of a weight's own layer, or of the layer whose weights it shares. */
const ownersOf = (network: Network): ReadonlyMap<string, string> => new Map(network.layers.map(({ id, weightsOf }) => [id, weightsOf]));

function planFormer(former: FormerModules, network: Network, batch: number): FormerPlan | undefined {
  const said = formerDocument(network);
  if (said === undefined) return undefined;
  const nodes = said.nodes.map((node) => {
    const known = new Set(Object.keys(former.findLayer(node.type)?.fields ?? {}));
    return { ...node, parameters: Object.fromEntries(Object.entries(node.parameters).filter(([name]) => known.has(name))) };
  });
  const empty = former.createDocument('random');
  const optimizer = { type: 'sgd', parameters: { learningRate: 0.1, momentum: 0, nesterov: false, weightDecay: 0 } };
  const training = { ...empty.training, loss: said.loss, optimizer };
  const document = succeed(former.parseDocument({ ...empty, nodes, edges: said.edges, training }));
  const { network: analysed, diagnostics } = former.analyzeDocument(document);
  if (analysed === undefined) throw new Error(JSON.stringify(diagnostics));
  const programs = [{ name: 'train', batch, training: true }];
  return succeed(former.compile({ network: analysed, programs, workers: 1, seed: 1, ...document.training }));
}

function computeFormer(former: FormerModules, plan: FormerPlan, network: Network, values: StepValues, level: SimdLevel): StepResult {
  const owners = ownersOf(network);
  const execution = former.createWasmExecution(plan, level);
  const entries = plan.weights.map(({ node, name }) => ({ node, name, values: values.get(`${owners.get(node)}.${name}`) }));
  former.loadWeights(execution, { entries });
  const view = (buffer: Buffer | undefined): Float32Array => new Float32Array(execution.arena, buffer?.offset, (buffer?.bytes ?? 0) / 4);
  for (const name of ['bytes', 'labels', 'scale', 'offset']) {
    const [buffer, given] = [plan.fixed[name], values.get(name)];
    if (buffer === undefined || given === undefined) throw new Error(`no ${name} in the plan or among the values`);
    new Uint8Array(execution.arena, buffer.offset, buffer.bytes).set(new Uint8Array(given.buffer, given.byteOffset, given.byteLength));
  }
  view(plan.fixed['hyperparameters']).fill(0);
  execution.run('train');
  const buffers = (plan.programs[0]?.steps ?? []).flatMap(({ writes }) => Object.values(writes));
  const gradientOf = (name: string): Float32Array => {
    const buffer = buffers.find((candidate) => candidate.kind === 'weight-gradient' && candidate.name === `${name}.gradient`);
    if (buffer === undefined) throw new Error(`no gradient of ${name} in the former plan`);
    return view(buffer).slice();
  };
  // in the order of the layers, so of use; this engine adds shared weights' gradients in single precision as well
  const gradients = new Map<string, Float32Array>();
  for (const layer of network.layers) {
    const owner = network.layers.find(({ id }) => id === layer.weightsOf) ?? layer;
    for (const { name } of owner.weights.filter(({ trainable }) => trainable)) {
      const found = gradientOf(`${layer.id}.${name}`);
      const sum = gradients.get(`${owner.id}.${name}`);
      gradients.set(`${owner.id}.${name}`, sum === undefined ? found : sum.map((value, index) => Math.fround(value + (found[index] ?? 0))));
    }
  }
  const losses = view(plan.fixed['losses']);
  return { losses: new Map([[network.output.id, losses.reduce((sum, loss) => sum + loss, 0) / losses.length]]), gradients };
}

/** Loads the engine of the checkout at `checkout`: a folder with kernels built. */
export async function createFormerEngine(checkout: string): Promise<FormerEngine> {
  const former = await loadModules(checkout);
  return (network, batch) => {
    const plan = planFormer(former, network, batch);
    if (plan === undefined) return undefined;
    return { steps: plan.programs[0]?.steps ?? [], compute: (values, level) => computeFormer(former, plan, network, values, level) };
  };
}
