// npm run bench: the four reference networks in our engine and in every peer that is installed, alternating in one run, as
// medians and ratios. Only ratios of one run mean anything: the machine's speed changes from minute to minute.
// usage: npm run bench [-- --rounds N --seconds S --only LeNet,Quick --peers pytorch,onnxruntime,tensorflow --json FILE]
//        npm run bench -- --against FOLDER [--rounds N …]     another version, built in FOLDER (against.ts)
//        npm run bench -- --kernels     single kernels against what the machine can do (kernels.ts)
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleIfStale } from '../../build/bundle.ts';
import { projectFolder } from '../../build/paths.ts';
import { formatBytes } from '../../engine/base/numbers.ts';
import { compareVersions } from './against.ts';
import { benchNetworks } from './networks.ts';
import { preparePeers } from './peers/install.ts';
import { formatRow, type Line, lineSchema, makeRows } from './rows.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string', default: Object.keys(benchNetworks).join(',') },
    peers: { type: 'string', default: 'pytorch,onnxruntime,tensorflow' },
    python: { type: 'string', default: '/usr/bin/python3' },
    json: { type: 'string' },
    kernels: { type: 'boolean', default: false },
    against: { type: 'string' },
  },
});
const cores = cpus().length;
const report = (line: string): void => console.error(line);

/** Milliseconds that one program gets for one network. */
const patience = 120_000;

interface Outcome {
  readonly lines: readonly Line[];
  /** Why there are none. */
  readonly failure?: string;
}

function measure(command: string, words: readonly string[]): Outcome {
  const environment = { ...process.env };
  // these make an older OpenBLAS safe on some machines, and slow
  delete environment['OPENBLAS_CORETYPE'];
  delete environment['OPENBLAS_L2_SIZE'];
  const run = spawnSync(command, words, { encoding: 'utf8', env: environment, timeout: patience });
  if (run.status !== 0)
    return { lines: [], failure: run.error?.message ?? (run.stderr.trim().split('\n').at(-1) || `ended with code ${run.status}`) };
  const lines = run.stdout.split('\n').filter((line) => line.startsWith('{'));
  return { lines: lines.map((line) => lineSchema.parse(JSON.parse(line))) };
}

const runScript = (file: string, words: readonly string[]): Outcome => measure(process.execPath, ['--import', 'tsx', here(file), ...words]);

/** A script of a checkout, run in it. */
function runIn(folder: string, script: string, words: readonly string[]): unknown[] {
  const run = spawnSync(process.execPath, ['--import', 'tsx', script, ...words], { cwd: folder, encoding: 'utf8', timeout: patience });
  if (run.status !== 0) throw new Error(`${script} failed in ${folder}: ${run.error?.message ?? run.stderr.trim()}`);
  return run.stdout.split('\n').flatMap((line): unknown[] => (line.startsWith('{') ? [JSON.parse(line)] : []));
}

interface Peer {
  readonly name: string;
  /** Threads to try; none where it has one only. */
  readonly threads: readonly number[];
  /** Where one round says enough: a peer that is a hundred times slower. */
  readonly once?: boolean;
  run(words: readonly string[]): Outcome;
}

async function findPeers(): Promise<Peer[]> {
  const wanted = values.peers.split(',');
  const threads = cores > 1 ? [1, cores] : [1];
  const found: Peer[] = [];
  if (wanted.includes('pytorch')) {
    if (measure(values.python, ['-c', 'import torch']).failure === undefined)
      found.push({ name: 'PyTorch', threads, run: (words) => measure(values.python, [here('peers/torch_peer.py'), ...words]) });
    else
      report(
        `PyTorch is left out: expected it in ${values.python} (Debian: python3-torch libopenblas0-pthread); name another Python with --python.`,
      );
  }
  if (!wanted.includes('onnxruntime') && !wanted.includes('tensorflow')) return found;
  const folder = await preparePeers(report);
  if (folder === undefined) return found;
  if (wanted.includes('onnxruntime'))
    found.push({ name: 'onnxruntime-node', threads, run: (words) => runScript('peers/onnxruntime.ts', ['--folder', folder, ...words]) });
  if (wanted.includes('tensorflow'))
    found.push({
      name: 'TensorFlow.js',
      threads: [],
      once: true,
      run: (words) => runScript('peers/tensorflow.ts', ['--folder', folder, ...words]),
    });
  return found;
}

async function compareNetworks(): Promise<void> {
  const networks = values.only.split(',');
  const rounds = Number(values.rounds);
  let peers = await findPeers();
  const [ours, others]: [Line[], Line[]] = [[], []];
  for (let round = 1; round <= rounds; round++) {
    for (const network of networks) {
      report(`round ${round} of ${rounds}: ${network}`);
      const words = ['--seconds', values.seconds, '--only', network];
      const own = runScript('ours.ts', ['--workers', `${cores}`, ...words]);
      if (own.failure !== undefined) throw new Error(`our own engine failed on ${network}: ${own.failure}`);
      ours.push(...own.lines);
      for (const peer of peers) {
        if (peer.once === true && round > 1) continue;
        const variants = peer.threads.length === 0 ? [[]] : peer.threads.map((threads) => ['--threads', `${threads}`]);
        const outcomes = variants.map((variant) => peer.run([...variant, ...words]));
        others.push(...outcomes.flatMap((outcome) => outcome.lines));
        const failure = outcomes.find((outcome) => outcome.failure !== undefined)?.failure;
        if (failure === undefined) continue;
        report(`${peer.name} is left out from here on: ${failure}`);
        peers = peers.filter((candidate) => candidate !== peer);
      }
    }
  }
  const rows = makeRows(networks, ours, others);
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cores} cores, ${formatBytes(totalmem())}, Node ${process.versions.node}, images a second, medians of ${rounds} rounds`,
  );
  for (const row of rows) console.log(formatRow(row));
  if (values.json !== undefined) writeFileSync(values.json, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

await bundleIfStale((line) => console.log(line));
if (values.kernels) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', here('kernels.ts')], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} else if (values.against !== undefined) {
  await compareVersions({
    here: projectFolder,
    other: resolve(values.against),
    networks: values.only.split(','),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    workers: cores,
    run: runIn,
    report,
  });
} else await compareNetworks();
