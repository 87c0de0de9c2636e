// npm run bench -- --against FOLDER: this version beside another one, a built checkout in FOLDER, alternating in one run. A row is
// the median over rounds of the ratio within a round, since the machine's speed changes from minute to minute.
import { z } from 'zod';
import { formatBytes } from '../../engine/base/numbers.ts';
import { median } from './median.ts';
import { type Line, lineSchema, type Mode, modes } from './rows.ts';

const planSchema = z.object({
  network: z.string(),
  trainingBytes: z.number(),
  inferenceBytes: z.number(),
  analyseMilliseconds: z.number(),
  compileMilliseconds: z.number(),
});

/** Runs a script of a checkout, in it, and gives its JSON lines. Throws where it fails. */
export type RunIn = (folder: string, script: string, words: readonly string[]) => readonly unknown[];

export interface AgainstRequest {
  readonly here: string;
  readonly other: string;
  readonly networks: readonly string[];
  readonly rounds: number;
  readonly words: readonly string[];
  readonly run: RunIn;
  readonly report: (line: string) => void;
}

interface Pair {
  readonly own: Line;
  readonly other: Line;
}

function formatPairs(network: string, mode: Mode, pairs: readonly Pair[]): string {
  const rates = pairs.flatMap(({ own, other }) => {
    const [mine, theirs] = [own[modes[mode]], other[modes[mode]]];
    return mine === undefined || theirs === undefined ? [] : [{ mine, theirs, ratio: mine / theirs }];
  });
  const ratios = rates.map(({ ratio }) => ratio).sort((first, second) => first - second);
  const spread = `${(ratios[0] ?? 0).toFixed(2)}–${(ratios.at(-1) ?? 0).toFixed(2)}`;
  const [mine, theirs] = [median(rates.map((rate) => rate.mine)), median(rates.map((rate) => rate.theirs))];
  return `${network.padEnd(6)} ${mode.padEnd(13)} now ${mine.toFixed(0).padStart(7)}  before ${theirs.toFixed(0).padStart(7)}  ratio ${median(ratios).toFixed(3)} (${spread})`;
}

/** Prints a row for every network and mode, then arenas and the time that planning takes. */
export function compareVersions({ here, other, networks, rounds, words, run, report }: AgainstRequest): void {
  const pairs = new Map<string, Pair[]>(networks.map((network) => [network, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const network of networks) {
      report(`round ${round} of ${rounds}: ${network}`);
      const measure = (folder: string): Line => lineSchema.parse(run(folder, 'test/bench/ours.ts', [...words, '--only', network])[0]);
      // who goes first changes from round to round
      const [first, second] = round % 2 === 0 ? [measure(other), measure(here)] : [measure(here), measure(other)];
      pairs.get(network)?.push(round % 2 === 0 ? { own: second, other: first } : { own: first, other: second });
    }
  }
  console.log(`images a second, medians of ${rounds} rounds; the ratio is the median of the rounds' ratios, its range behind it`);
  for (const network of networks)
    for (const mode of Object.keys(modes) as Mode[]) console.log(formatPairs(network, mode, pairs.get(network) ?? []));
  const plans = (folder: string) => run(here, 'test/bench/plans.ts', [folder]).map((line) => planSchema.parse(line));
  const [now, before] = [plans(here), plans(other)];
  now.forEach((plan, index) => {
    const former = before[index];
    if (former === undefined) return;
    const bytes = (key: 'trainingBytes' | 'inferenceBytes'): string =>
      `${formatBytes(plan[key])} (${formatBytes(former[key])}, ${(plan[key] / former[key]).toFixed(3)})`;
    const time = (key: 'analyseMilliseconds' | 'compileMilliseconds'): string => `${plan[key].toFixed(1)} ms (${former[key].toFixed(1)})`;
    console.log(
      `${plan.network.padEnd(12)} arena to train ${bytes('trainingBytes')}, to predict ${bytes('inferenceBytes')}; analysed in ${time('analyseMilliseconds')}, compiled in ${time('compileMilliseconds')}`,
    );
  });
}
