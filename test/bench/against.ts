// npm run bench -- --against FOLDER: this version beside another one, a built checkout in FOLDER. In a round both are started anew and
// work in turns, a spell each (spells.ts), so that the machine's drift falls upon both; a row is the median over rounds of the ratio
// of what each has done in its spells.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { formatBytes } from '../../engine/base/numbers.ts';
import { median } from './median.ts';
import { type Mode, modes } from './rows.ts';
import type { Spell, SpellRequest } from './spells.ts';

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

const spellMilliseconds = 300;
const modeNames = Object.keys(modes) as Mode[];

class Version {
  private readonly child: ChildProcess;
  private readonly gone: Promise<never>;

  constructor(folder: string, network: string, workers: number) {
    const script = fileURLToPath(new URL('spells.ts', import.meta.url));
    this.child = fork(script, [folder, network, `${workers}`, '32'], { cwd: folder, execArgv: ['--import', 'tsx'] });
    this.gone = once(this.child, 'exit').then(([code]) => {
      throw new Error(`a version ended with code ${code}`);
    });
    this.gone.catch(() => undefined);
  }

  private async answer(): Promise<unknown> {
    return Promise.race([once(this.child, 'message').then(([message]) => message as unknown), this.gone]);
  }

  async ready(): Promise<void> {
    await this.answer();
  }

  async work(mode: Mode, milliseconds: number): Promise<Spell> {
    const answer = this.answer();
    this.child.send({ mode, milliseconds } satisfies SpellRequest);
    return (await answer) as Spell;
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}

const rateOf = (spells: readonly Spell[]): number =>
  (1000 * spells.reduce((sum, spell) => sum + spell.images, 0)) / spells.reduce((sum, spell) => sum + spell.milliseconds, 0);

/** Both versions in turns, in one mode; who goes first changes from pair to pair. */
async function compareInTurns(own: Version, other: Version, mode: Mode, seconds: number): Promise<Round> {
  const spells = { own: [] as Spell[], other: [] as Spell[] };
  // the first spell of each warms it up
  for (const version of [own, other]) await version.work(mode, spellMilliseconds);
  const pairs = Math.max(4, Math.round((seconds * 1000) / spellMilliseconds));
  for (let pair = 0; pair < pairs; pair++) {
    if (pair % 2 === 0) spells.own.push(await own.work(mode, spellMilliseconds));
    spells.other.push(await other.work(mode, spellMilliseconds));
    if (pair % 2 === 1) spells.own.push(await own.work(mode, spellMilliseconds));
  }
  const [mine, theirs] = [rateOf(spells.own), rateOf(spells.other)];
  return { mine, theirs, ratio: mine / theirs };
}

function formatRounds(network: string, mode: Mode, rounds: readonly Round[]): string {
  const ratios = rounds.map(({ ratio }) => ratio).sort((first, second) => first - second);
  const spread = `${(ratios[0] ?? 0).toFixed(3)}–${(ratios.at(-1) ?? 0).toFixed(3)}`;
  const [mine, theirs] = [median(rounds.map((round) => round.mine)), median(rounds.map((round) => round.theirs))];
  return `${network.padEnd(6)} ${mode.padEnd(13)} now ${mine.toFixed(0).padStart(7)}  before ${theirs.toFixed(0).padStart(7)}  ratio ${median(ratios).toFixed(3)} (${spread})`;
}

/** Prints a row for every network and mode, then arenas and the time that planning takes. */
export async function compareVersions({ here, other, networks, rounds, seconds, workers, run, report }: AgainstRequest): Promise<void> {
  const found = new Map<string, Round[]>();
  for (let round = 1; round <= rounds; round++) {
    for (const network of networks) {
      report(`round ${round} of ${rounds}: ${network}`);
      const versions = [here, other].map((folder) => new Version(folder, network, workers)) as [Version, Version];
      try {
        await Promise.all(versions.map((version) => version.ready()));
        for (const mode of modeNames) {
          const key = `${network} ${mode}`;
          found.set(key, [...(found.get(key) ?? []), await compareInTurns(...versions, mode, seconds)]);
        }
      } finally {
        for (const version of versions) version.end();
      }
    }
  }
  console.log(`images a second, medians of ${rounds} rounds; the ratio is the median of the rounds' ratios, its range behind it`);
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
