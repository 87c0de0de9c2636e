// Runs other programs. Two ways only: `runCommand` shows its output as it comes, `captureCommand` hands it back.
// Neither throws on a failing program: the exit code is data, the caller says what it means.
import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

const orphanPollMilliseconds = 500;

export interface CommandResult {
  /** The exit code; 128 + signal number when a signal ended it; 127 when it could not be started. */
  readonly code: number;
  /** What it wrote on standard output alone. */
  readonly answer: string;
  /** What it wrote on both streams. */
  readonly output: string;
}

/** The exit code a shell would give for how a process ended. */
export function getExitCode(code: number | null, signal: NodeJS.Signals | null): number {
  if (code !== null) return code;
  return signal === null ? 1 : 128 + constants.signals[signal];
}

/** Starts a program with this terminal as its own, passes our signals on to it, and resolves to its exit code. */
export function runCommand(command: string, commandArguments: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, commandArguments, { stdio: 'inherit', ...options });
    const forward = (signal: NodeJS.Signals): void => {
      // A terminal sends Ctrl+C to every program on it: passed on as well, the child would take it for a second one.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    // `npm start` ended from outside takes only the shell between us along: then nobody is left who wanted this program.
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) child.kill('SIGTERM');
    }, orphanPollMilliseconds);
    const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const finish = (code: number): void => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, forward);
      resolve(code);
    };
    for (const signal of signals) process.on(signal, forward);
    child.once('error', (error) => {
      console.error(`Expected to run ${command}, but it could not be started: ${error.message}`);
      finish(127);
    });
    child.once('exit', (code, signal) => finish(getExitCode(code, signal)));
  });
}

/** Runs a program to its end and hands back what it wrote on both streams, unless `options.stdio` says otherwise. */
export function captureCommand(command: string, commandArguments: readonly string[], options: SpawnOptions = {}): CommandResult {
  const result = spawnSync(command, commandArguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
    ...options,
    encoding: 'utf8',
  });
  if (result.error) return { code: 127, answer: '', output: result.error.message };
  return {
    code: getExitCode(result.status, result.signal),
    answer: result.stdout ?? '',
    output: `${result.stdout ?? ''}${result.stderr ?? ''}`,
  };
}

/** Like `captureCommand`, without blocking: several may run at a time. */
export function collectCommand(command: string, commandArguments: readonly string[], options: SpawnOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, commandArguments, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let answer = '';
    let output = '';
    child.stdout?.on('data', (text: Buffer) => {
      answer += text.toString();
      output += text.toString();
    });
    child.stderr?.on('data', (text: Buffer) => {
      output += text.toString();
    });
    child.once('error', (error) => resolve({ code: 127, answer: '', output: error.message }));
    child.once('close', (code, signal) => resolve({ code: getExitCode(code, signal), answer, output }));
  });
}
