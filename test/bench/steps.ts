// Where a training step's time goes: every step of a reference network alone, on one thread, with what it reaches; or where
// an inference's goes, which is another program.
// usage: tsx test/bench/steps.ts [LeNet|Quick|VGGs|Res] [batch] [rounds] [training|inference]
import { chooseSimdLevel } from '../../electron/pool/simd.ts';
import { initializeWeights, viewBytes } from '../../engine/backends/backend.ts';
import { createWasmExecution } from '../../engine/backends/wasm.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';
import { compile, fixedBuffer } from '../../engine/plan/compile.ts';
import type { Plan, Step } from '../../engine/plan/plan.ts';
import { createRandom } from '../../engine/random.ts';
import { type BenchNetwork, readBenchNetwork } from './networks.ts';

const name = (process.argv[2] ?? 'LeNet') as BenchNetwork;
const batch = Number(process.argv[3] ?? 32);
const rounds = Number(process.argv[4] ?? 30);
const training = process.argv[5] !== 'inference';

const document = readBenchNetwork(name);
const { network } = analyzeDocument(document);
if (network === undefined) throw new Error(`${name} has errors`);
const { seed, loss, optimizer } = document.training;
const outcome = compile({ network, programs: [{ name: 'whole', batch, training }], workers: 1, seed, loss, optimizer });
if (!outcome.ok) throw new Error('does not fit');
const [whole] = outcome.value.programs;
if (whole === undefined) throw new Error('no program');

/** Programs of one step each, on the same buffers. */
const single: Plan = {
  ...outcome.value,
  programs: [whole, ...whole.steps.map((step, index) => ({ ...whole, name: `${index}`, steps: [step] }))],
  arenaBytes: outcome.value.arenaBytes + whole.steps.length * 512,
};
const execution = createWasmExecution(single, chooseSimdLevel());
initializeWeights(execution, network, 1);
const random = createRandom(1);
const bytes = viewBytes(execution, fixedBuffer(single, 'bytes'));
for (let index = 0; index < bytes.length; index++) bytes[index] = random.integer(256);

/** Best of `rounds` runs, in microseconds: short programs are run many times a round, so that the clock does not matter. */
function time(program: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    let runs = 0;
    for (; runs === 0 || performance.now() - started < 0.2; runs++) execution.run(program);
    best = Math.min(best, (performance.now() - started) / runs);
  }
  return best * 1000;
}

function multiplyAddsOf(step: Step): number {
  const n = step.numbers;
  const value = (key: string): number => n[key] ?? 0;
  if (/^conv2d(?!\w*(Pack|Reduce))\w*(Forward|Input|Weights)$/.test(step.kernel)) {
    const forward =
      value('n') *
      value('outHeight') *
      value('outWidth') *
      value('filters') *
      value('kernelHeight') *
      value('kernelWidth') *
      (value('channels') / value('groups'));
    return forward / (value('upHeight') * value('upWidth') || 1);
  }
  if (/^dense(Forward|BackwardInput|BackwardWeights)$/.test(step.kernel)) return value('n') * value('inputs') * value('units');
  return 0;
}

for (let warm = 0; warm < 5; warm++) execution.run('whole');
const total = time('whole');
let sum = 0;
whole.steps.forEach((step, index) => {
  const microseconds = time(`${index}`);
  sum += microseconds;
  const products = multiplyAddsOf(step);
  const moved = [...Object.values(step.reads), ...Object.values(step.writes)].reduce((bytesMoved, buffer) => bytesMoved + buffer.bytes, 0);
  const rate =
    products > 0 ? `${((2 * products) / microseconds / 1000).toFixed(1)} GFLOP/s` : `${(moved / microseconds / 1000).toFixed(1)} GB/s`;
  console.log(
    `${step.kernel.padEnd(26)} ${step.node.padEnd(14)} ${microseconds.toFixed(1).padStart(9)} µs  ${((100 * microseconds) / total).toFixed(1).padStart(5)} %  ${rate}`,
  );
});
console.log(
  `whole step ${total.toFixed(0)} µs, sum of steps ${sum.toFixed(0)} µs, ${((batch * 1e6) / total).toFixed(0)} images/s on one thread`,
);
