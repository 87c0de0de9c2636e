// Where a training step's time goes: every step of a reference network alone, on one thread, with what it reaches; or where
// an inference's goes, which is another program.
// usage: tsx test/bench/steps.ts [LeNet|Quick|VGGs|Res] [batch] [rounds] [training|inference]
import { type BenchNetwork, readBenchNetwork } from './networks.ts';
import { timeSteps } from './single-steps.ts';

const name = (process.argv[2] ?? 'LeNet') as BenchNetwork;
const batch = Number(process.argv[3] ?? 32);
const rounds = Number(process.argv[4] ?? 30);
const training = process.argv[5] !== 'inference';

const { steps, microseconds: total } = timeSteps(readBenchNetwork(name), { batch, rounds, training });
for (const { step, microseconds, multiplyAdds, moved } of steps) {
  const rate =
    multiplyAdds > 0
      ? `${((2 * multiplyAdds) / microseconds / 1000).toFixed(1)} GFLOP/s`
      : `${(moved / microseconds / 1000).toFixed(1)} GB/s`;
  console.log(
    `${step.kernel.padEnd(26)} ${step.node.padEnd(14)} ${microseconds.toFixed(1).padStart(9)} µs  ${((100 * microseconds) / total).toFixed(1).padStart(5)} %  ${rate}`,
  );
}
const sum = steps.reduce((before, { microseconds }) => before + microseconds, 0);
console.log(
  `whole step ${total.toFixed(0)} µs, sum of steps ${sum.toFixed(0)} µs, ${((batch * 1e6) / total).toFixed(0)} images/s on one thread`,
);
