// What it gains that programs are rewritten: a training step and an evaluation of a reference network with and
// without, alternating on one thread; medians in microseconds and their ratio.
// usage: tsx test/bench/fused.ts [LeNet,Quick,VGGs,Res] [batch] [rounds]
import { chooseSimdLevel } from '../../electron/host/runs/simd.ts';
import { createWasmExecution } from '../../engine/backends/wasm/execution.ts';
import { compile } from '../../engine/backends/wasm/plan/compile.ts';
import { createRandom } from '../../engine/base/random.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';
import { initializeWeights } from '../../engine/program/execution.ts';
import { type BenchNetwork, benchNetworks, readBenchNetwork } from './networks.ts';

const names = (process.argv[2] ?? Object.keys(benchNetworks).join(',')).split(',') as BenchNetwork[];
const batch = Number(process.argv[3] ?? 32);
const rounds = Number(process.argv[4] ?? 15);

const median = (values: number[]): number => values.sort((first, second) => first - second)[values.length >> 1] ?? 0;

for (const name of names) {
  const document = readBenchNetwork(name);
  const { network } = analyzeDocument(document);
  if (network === undefined) throw new Error(`${name} has errors`);
  const { seed, optimizer } = document.training;
  const programs = [true, false].flatMap((fuses) => [
    { name: `train ${fuses}`, batch, training: true, rewrites: fuses },
    { name: `evaluate ${fuses}`, batch, training: false, rewrites: fuses },
  ]);
  const outcome = compile({ network, programs, workers: 1, seed, optimizer });
  if (!outcome.ok) throw new Error('does not fit');
  const execution = createWasmExecution(outcome.value, chooseSimdLevel());
  initializeWeights(execution, network, 1);
  execution.f32('scale').fill(1 / 64);
  execution.f32('offset').fill(-2);
  const random = createRandom(1);
  const bytes = execution.u8('bytes');
  for (let index = 0; index < bytes.length; index++) bytes[index] = random.integer(256);
  for (const kind of ['train', 'evaluate']) {
    const times: Record<string, number[]> = { true: [], false: [] };
    for (let round = 0; round < rounds; round++) {
      for (const fuses of ['false', 'true']) {
        execution.run(`${kind} ${fuses}`);
        const started = performance.now();
        execution.run(`${kind} ${fuses}`);
        times[fuses]?.push((performance.now() - started) * 1000);
      }
    }
    const [apart, fused] = [median(times['false'] ?? []), median(times['true'] ?? [])];
    console.log(
      `${name.padEnd(6)} ${kind.padEnd(9)} apart ${apart.toFixed(0)} µs, fused ${fused.toFixed(0)} µs, ratio ${(apart / fused).toFixed(3)}`,
    );
  }
}
