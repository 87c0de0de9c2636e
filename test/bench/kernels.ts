// Single kernels against their ceiling: products (matrix product, every pass of a convolution) against multiply–adds on
// registers alone, everything else against a copy of as many bytes, measured beside it. One core, batch 32, each layer in steps of its
// own. Winograd's products are counted as the definition has them and may pass 100 %.
// usage: npm run bench -- --kernels
import { cpus } from 'node:os';
import { bundleIfStale } from '../../build/bundle.ts';
import { createCeilings, measureMicroKernels } from './ceilings.ts';
import { documentOf, kernelCases } from './kernel-cases.ts';
import { describeShare, passesCeiling } from './share.ts';
import { type TimedStep, timeSteps } from './single-steps.ts';

await bundleIfStale((line) => console.log(line));
const ceilings = await createCeilings();
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, one core, Node ${process.versions.node}, batch 32, each step the best of many`);
console.log(
  `registers alone: ${ceilings.measureProducts().toFixed(1)} GFLOP/s; copying 64 MiB: ${ceilings.measureCopy(2 ** 26).toFixed(1)} GB/s`,
);

for (const depth of [32, 256]) {
  const rates = (await measureMicroKernels(depth)).map(([name, rate]) => `${name} ${rate.toFixed(1)}`);
  console.log(`micro-kernels in the nearest cache, sums of ${depth}: ${rates.join(', ')} GFLOP/s`);
}

let passed = 0;

function describe({ step, microseconds, multiplyAdds, moved }: TimedStep): string {
  const isProduct = multiplyAdds > 0;
  const rate = (isProduct ? 2 * multiplyAdds : moved) / microseconds / 1000;
  const ceiling = isProduct ? ceilings.measureProducts() : ceilings.measureCopy(moved);
  if (passesCeiling(step.kernel, isProduct, rate, ceiling)) passed++;
  return `  ${step.kernel.padEnd(30)} ${microseconds.toFixed(1).padStart(8)} µs  ${describeShare(step.kernel, isProduct, rate, ceiling)}`;
}

for (const entry of kernelCases) {
  console.log(entry.title);
  const training = entry.predicts !== true;
  const rewrites = entry.kernels?.source === 'Fold';
  const { steps } = timeSteps(documentOf(entry), { batch: entry.batch ?? 32, rounds: 15, training, rewrites });
  const wanted = steps.filter(({ step }) => (entry.kernels === undefined ? step.node === 'measured' : entry.kernels.test(step.kernel)));
  if (wanted.length === 0) throw new Error(`${entry.title}: no such kernel among ${steps.map(({ step }) => step.kernel).join(', ')}`);
  for (const step of wanted) console.log(describe(step));
}

if (passed > 0)
  console.log(
    `expected no kernel above what registers alone reach, found ${passed}: the ceilings (ceilings.as.ts) are not this machine's; measure on an idle machine, or mend their loops`,
  );
