// npm run bench -- --against FOLDER: this version beside another one, a built checkout in FOLDER. In a round both are started anew, in
// one new process, and work in turns, a spell each (spells.ts), so that the machine's drift falls upon both; a round's ratio is the median over its pairs
// of spells, a row the median over rounds. A round scatters by 2 to 6 % even where a version stands beside itself (where its memory
// came to lie, what the machine's other guests do), so a row also says how far its mean can be trusted: it takes sixteen rounds to
// tell a difference of 2 %.
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { formatBytes } from '../../engine/base/numbers.ts';
import { median } from './median.ts';
import { type Mode, modes } from './rows.ts';

const planSchema = z.object({
  network: z.string(),
  trainingBytes: z.number(),
  inferenceBytes: z.number(),
  analyseMilliseconds: z.number(),
  compileMilliseconds: z.number(),
});

const rateSchema = z.object({ mode: z.string(), first: z.number(), second: z.number(), ratio: z.number() });

/** Runs a script of a checkout, in it, and gives its JSON lines. Throws where it fails. */
export type RunIn = (folder: string, script: string, words: readonly string[]) => readonly unknown[];

export interface AgainstRequest {
  readonly here: string;
  readonly other: string;
  readonly networks: readonly string[];
  readonly rounds: number;
  /** Seconds that each version works in a mode and round. */
  readonly seconds: number;
  readonly workers: number;
  readonly run: RunIn;
  readonly report: (line: string) => void;
}

/** Images a second of both versions in one round, and the ratio. */
interface Round {
  readonly mine: number;
  readonly theirs: number;
  readonly ratio: number;
}

const modeNames = Object.keys(modes) as Mode[];

/** The mean of some values and its standard error. */
function meanAndError(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: values.length < 2 ? Number.NaN : Math.sqrt(squares / (values.length - 1) / values.length) };
}

function formatRounds(network: string, mode: Mode, rounds: readonly Round[]): string {
  const ratios = rounds.map(({ ratio }) => ratio).sort((first, second) => first - second);
  const spread = `${(ratios[0] ?? 0).toFixed(3)}–${(ratios.at(-1) ?? 0).toFixed(3)}`;
  const [mine, theirs] = [median(rounds.map((round) => round.mine)), median(rounds.map((round) => round.theirs))];
  const { mean, error } = meanAndError(ratios);
  return `${network.padEnd(6)} ${mode.padEnd(13)} now ${mine.toFixed(0).padStart(7)}  before ${theirs.toFixed(0).padStart(7)}  ratio ${median(ratios).toFixed(3)} (${spread}), mean ${mean.toFixed(3)} ± ${error.toFixed(3)}`;
}

/** Prints a row for every network and mode, then arenas and the time that planning takes. */
export async function compareVersions({ here, other, networks, rounds, seconds, workers, run, report }: AgainstRequest): Promise<void> {
  const found = new Map<string, Round[]>();
  for (let round = 1; round <= rounds; round++) {
    for (const network of networks) {
      report(`round ${round} of ${rounds}: ${network}`);
      // who is started first changes from round to round
      const isFirst = round % 2 === 1;
      const folders = isFirst ? [here, other] : [other, here];
      const script = fileURLToPath(new URL('spells.ts', import.meta.url));
      for (const line of run(here, script, [...folders, network, `${workers}`, '32', `${seconds}`])) {
        const { mode, first, second, ratio } = rateSchema.parse(line);
        const key = `${network} ${mode}`;
        const measured = isFirst ? { mine: first, theirs: second, ratio } : { mine: second, theirs: first, ratio: 1 / ratio };
        found.set(key, [...(found.get(key) ?? []), measured]);
      }
    }
  }
  console.log(
    `images a second, medians of ${rounds} rounds; the ratio is the median of the rounds' ratios, behind it their range, their mean and its standard error`,
  );
  for (const network of networks)
    for (const mode of modeNames) console.log(formatRounds(network, mode, found.get(`${network} ${mode}`) ?? []));
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
