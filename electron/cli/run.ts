// One run of the command line, from its words to its exit code: 0 done, 1 bad input with diagnostics on standard error, 130
// cancelled. Apart from cli.ts, so that tests can run it without a process.

import { fail, type Outcome, succeed } from '../../engine/base/diagnostics.ts';
import { messagesOf } from '../../engine/base/messages.ts';
import { words as hostWords } from '../../engine/words/host.ts';
import { saySentence, textsIn } from '../../engine/words/texts.ts';
import { WorkerFailure } from '../host/runs/failure.ts';
import type { Command, CommandResult } from './command.ts';
import { commands } from './commands.ts';
import { describeCommand, describeCommands } from './help.ts';
import type { Interruption } from './interruption.ts';
import { findLanguage } from './language.ts';
import { parseWords } from './options.ts';
import { createOutput, type Output, type Streams } from './output.ts';
import { runTexts } from './words/results.ts';

const { problem, fix } = messagesOf(hostWords);

export const exitCodes = { done: 0, failed: 1, cancelled: 130 } as const;

/** What runs a command needs of an interruption (interruption.ts). */
export type Interruptible = Pick<Interruption, 'signal' | 'setStake'>;

/** environment: asks for a language (language.ts). */
export async function runCommandLine(
  words: readonly string[],
  streams: Streams,
  interruption: Interruptible,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  const output = createOutput(words.includes('--json'), streams, findLanguage(words, environment));
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    streams.output.write(`${describeCommands(commands, output.language)}\n`);
    return name === undefined ? exitCodes.failed : exitCodes.done;
  }
  const command = findCommand(name);
  if (!command.ok) return report(output, { kind: 'failed', diagnostics: command.diagnostics });
  const parsed = parseWords(command.value, rest);
  if (!parsed.ok) return report(output, { kind: 'failed', diagnostics: parsed.diagnostics });
  if (parsed.value.options.flag('help')) {
    streams.output.write(`${describeCommand(command.value, output.language)}\n`);
    return exitCodes.done;
  }
  try {
    return report(
      output,
      await command.value.run({ ...parsed.value, output, signal: interruption.signal, setStake: interruption.setStake }),
    );
  } catch (error) {
    // whatever else is thrown is a mistake of ours, and is to be seen as one
    if (!(error instanceof WorkerFailure)) throw error;
    return report(output, { kind: 'failed', diagnostics: [error.diagnostic] });
  }
}

function findCommand(name: string): Outcome<Command> {
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined) return succeed(command);
  return fail({
    ...problem('command-unknown', {
      known: { kind: 'list', items: commands.map((candidate) => candidate.name), joined: 'comma' },
      received: JSON.stringify(name.slice(0, 60)),
    }),
    fix: { ...fix('see-help'), changes: [] },
  });
}

function report(output: Output, result: CommandResult): number {
  output.progress.clear();
  if (result.kind === 'failed') output.diagnose(result.diagnostics);
  if (result.kind === 'cancelled') {
    output.note(textsIn(runTexts, output.language)('cancelled', { what: saySentence(result.message, output.language) }));
  }
  return exitCodes[result.kind];
}
