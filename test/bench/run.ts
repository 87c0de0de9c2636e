// npm run bench: the four reference networks in our engine and in PyTorch, alternating in one run, as medians and ratios.
// Only ratios of one run mean anything: the machine's speed changes from minute to minute.
// usage: npm run bench [-- --rounds N --seconds S --only LeNet,Quick --json FILE --peer FOLDER]
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { bundleIfStale } from '../../build/bundle.ts';
import { formatBytes } from '../../engine/shape.ts';
import { median } from './median.ts';
import { benchNetworks } from './networks.ts';

const lineSchema = z.object({
  peer: z.string(),
  network: z.string(),
  layout: z.string().optional(),
  threads: z.number().optional(),
  train_images_per_s: z.number(),
  infer_images_per_s: z.number(),
});
type Line = z.infer<typeof lineSchema>;
const modes = { training: 'train_images_per_s', 'inference-32': 'infer_images_per_s' } as const;
type Mode = keyof typeof modes;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string', default: Object.keys(benchNetworks).join(',') },
    json: { type: 'string' },
    peer: { type: 'string', default: here('../../../shared/peers') },
  },
});

/** Runs a peer and reads its lines; none where it is not installed. */
function measure(command: string, words: readonly string[]): Line[] {
  const environment = { ...process.env };
  // these make an older OpenBLAS safe on some machines, and slow
  delete environment['OPENBLAS_CORETYPE'];
  delete environment['OPENBLAS_L2_SIZE'];
  const run = spawnSync(command, words, { encoding: 'utf8', env: environment });
  if (run.status !== 0) return [];
  return run.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

await bundleIfStale((line) => console.log(line));
const cores = cpus().length;
const torchScript = `${values.peer}/torch_peer.py`;
const ours: Line[] = [];
const peers: Line[] = [];
for (let round = 1; round <= Number(values.rounds); round++) {
  for (const network of values.only.split(',')) {
    console.error(`round ${round} of ${values.rounds}: ${network}`);
    const shared = ['--seconds', values.seconds, '--only', network];
    ours.push(...measure(process.execPath, ['--import', 'tsx', here('ours.ts'), '--workers', `${cores}`, ...shared]));
    if (!existsSync(torchScript)) continue;
    for (const threads of cores > 1 ? [1, cores] : [1])
      peers.push(...measure('/usr/bin/python3', [torchScript, '--threads', `${threads}`, ...shared]));
  }
}

interface Row {
  readonly network: string;
  readonly mode: Mode;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly ratio: number;
}

/** Ours against the best of the peer's thread counts and layouts, each as its median over the rounds. */
function compare(network: string, mode: Mode): Row | undefined {
  const rate = (lines: readonly Line[]): number => median(lines.map((line) => line[modes[mode]]));
  const variants = new Map<string, Line[]>();
  for (const line of peers.filter((candidate) => candidate.network === network)) {
    const name = `${line.peer}, ${line.threads} ${line.threads === 1 ? 'thread' : 'threads'}, ${line.layout}`;
    variants.set(name, [...(variants.get(name) ?? []), line]);
  }
  const [best] = [...variants].map(([name, lines]) => ({ name, rate: rate(lines) })).sort((first, second) => second.rate - first.rate);
  const own = rate(ours.filter((line) => line.network === network));
  return best === undefined ? undefined : { network, mode, ours: own, peer: best.rate, peerName: best.name, ratio: own / best.rate };
}

const rows = values.only.split(',').flatMap((network) => (Object.keys(modes) as Mode[]).flatMap((mode) => compare(network, mode) ?? []));
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cores} cores, ${formatBytes(totalmem())}, Node ${process.versions.node}, batch 32, medians of ${values.rounds} rounds`,
);
if (rows.length === 0)
  console.log(
    `No peer found: expected torch_peer.py in ${values.peer} and PyTorch in /usr/bin/python3 (Debian: python3-torch libopenblas0-pthread). Name its folder with --peer.`,
  );
for (const row of rows) {
  console.log(
    `${row.network.padEnd(8)} ${row.mode.padEnd(14)} ours ${row.ours.toFixed(0).padStart(7)}  peer ${row.peer.toFixed(0).padStart(7)}  ratio ${row.ratio.toFixed(2)}  (${row.peerName})`,
  );
}
if (values.json !== undefined) writeFileSync(values.json, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
