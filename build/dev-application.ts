// The application while somebody works on it: started, ended and started anew. It leads a process group of its own, so that whatever
// of it does not end in time can be ended with certainty.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { getExitCode } from './command.ts';

const endLimitMilliseconds = 5000;

export interface DevelopedApplication {
  start(): void;
  /** Resolves when no process of it is left. */
  end(): Promise<void>;
}

/** ended: it has ended by itself, with this exit code. */
export function createApplication(
  executable: string,
  programArguments: readonly string[],
  environment: NodeJS.ProcessEnv,
  ended: (code: number) => void,
): DevelopedApplication {
  let running: ChildProcess | undefined;
  return {
    start: () => {
      const child = spawn(executable, programArguments, { stdio: 'inherit', detached: process.platform !== 'win32', env: environment });
      running = child;
      const finish = (code: number): void => {
        if (running !== child) return;
        running = undefined;
        ended(code);
      };
      child.once('error', (error) => {
        console.error(`Expected to run ${executable}, but it could not be started: ${error.message}`);
        finish(127);
      });
      child.once('exit', (code, signal) => finish(getExitCode(code, signal)));
    },
    end: async () => {
      const child = running;
      running = undefined;
      if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      const limit = setTimeout(() => killGroup(child), endLimitMilliseconds);
      child.kill('SIGTERM');
      await exit;
      clearTimeout(limit);
      killGroup(child); // a helper process that has outlived it
    },
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === 'win32') {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
