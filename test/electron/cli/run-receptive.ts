// The command line run for tests: as a process of its own, for what only a process shows (signals, exit codes, what really goes
// to standard output), and inside the test's process, which saves the seconds that a start takes.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../../electron/cli/run.ts';

export interface Finished {
  readonly code: number | null;
  readonly output: string;
  readonly error: string;
  /** Standard output as JSON lines; throws where one is none. */
  lines(): readonly Readonly<Record<string, unknown>>[];
}

const project = fileURLToPath(new URL('../../../', import.meta.url));
const commandLine = join(project, 'dist', 'cli.js');

/** As a person runs it. cache: keeps the images out of the person's own. onOutput sees standard output as it grows. folder: where it runs. */
export function runProcess(
  words: readonly string[],
  cache: string,
  onOutput?: (output: string, process: ChildProcess) => void,
  folder = project,
): Promise<Finished> {
  const child = spawn(process.execPath, [commandLine, ...words], {
    cwd: folder,
    env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  let output = '';
  let error = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    onOutput?.(output, child);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    error += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(describe(code, output, error)));
  });
}

/** The same without a process. */
export async function runInside(words: readonly string[], cache: string, onOutput?: (output: string) => void): Promise<Finished> {
  process.env.XDG_CACHE_HOME = cache;
  const [output, error] = [collect(onOutput), collect()];
  const code = await runCommandLine(
    words,
    { output: output.stream, error: error.stream },
    { signal: new AbortController().signal, setStake: () => undefined },
  );
  return describe(code, output.text(), error.text());
}

function collect(onText?: (text: string) => void) {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      onText?.(text);
      done();
    },
  });
  return { stream, text: () => text };
}

function describe(code: number | null, output: string, error: string): Finished {
  const lines = () =>
    output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  return { code, output, error, lines };
}
