// What planning costs in a checkout, this one or another version: arenas of the reference networks, the time to compile them, and
// to analyse and compile a document of a thousand layers. One JSON line each; run in a process of its own by against.ts.
// usage: tsx test/bench/plans.ts FOLDER
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from './median.ts';
import { benchNetworks } from './networks.ts';

const [folder = '.'] = process.argv.slice(2);

interface Outcome<T> {
  readonly ok: boolean;
  readonly value: T;
}
interface Checkout {
  parseDocument(data: unknown): Outcome<{ readonly training: object }>;
  analyzeDocument(document: unknown): { readonly network?: unknown };
  compileTraining(network: unknown, settings: unknown, images: number, workers: number): Outcome<{ readonly arenaBytes: number }>;
  compileInference(network: unknown, settings: unknown, workers: number): Outcome<{ readonly arenaBytes: number }>;
}

/** The functions of another version, wherever they lie there. */
async function load(): Promise<Checkout> {
  const file = (...candidates: string[]): string => pathToFileURL(candidates.map((path) => join(folder, path)).find(existsSync) ?? '').href;
  return {
    ...(await import(file('engine/document/parse.ts', 'engine/graph/parse.ts'))),
    ...(await import(file('engine/network/analyze.ts'))),
    ...(await import(file('engine/train/programs.ts'))),
  } as Checkout;
}

function longChain(layers: number): unknown {
  const lenet = readShape('lenet') as { readonly version: number };
  // what ends a classifier has another name in documents of version 1
  const end = lenet.version === 1 ? 'softmax' : 'classification';
  const chain = Array.from({ length: layers - 4 }, (_, index) =>
    index % 3 === 0 ? { type: 'conv2d', parameters: { filters: 8 } } : index % 3 === 1 ? { type: 'batchNorm' } : { type: 'activation' },
  );
  const types = [{ type: 'input' }, ...chain, { type: 'globalPool2d' }, { type: 'dense', parameters: { units: 10 } }, { type: end }];
  const nodes = types.map((entry, index) => ({ id: `n${index}`, parameters: {}, position: { x: 0, y: 0 }, ...entry }));
  const edges = nodes.slice(1).map(({ id }, index) => ({ id: `e${index}`, source: `n${index}`, target: id }));
  return { ...lenet, nodes, edges };
}

const readShape = (name: string): unknown => JSON.parse(readFileSync(join(folder, 'test/bench/shapes', `${name}.receptive.json`), 'utf8'));

const checkout = await load();
const timed = (work: () => unknown): number =>
  median(
    Array.from({ length: 9 }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    }),
  );
const planned = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error('it does not fit');
  return outcome.value;
};
const shapes = [
  ...Object.entries(benchNetworks).map(([name, file]) => [name, readShape(file)] as const),
  ['1000 layers', longChain(1000)],
] as const;
for (const [name, data] of shapes) {
  const document = planned(checkout.parseDocument(data));
  const { training } = document;
  const analyse = (): unknown => checkout.analyzeDocument(document).network;
  const network = analyse();
  const compile = () => planned(checkout.compileTraining(network, training, 2048, 2));
  console.log(
    JSON.stringify({
      network: name,
      trainingBytes: compile().arenaBytes,
      inferenceBytes: planned(checkout.compileInference(network, training, 2)).arenaBytes,
      analyseMilliseconds: timed(analyse),
      compileMilliseconds: timed(compile),
    }),
  );
}
