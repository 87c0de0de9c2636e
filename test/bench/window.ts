// What the open window costs training: the same network on the same images, in the window (curves drawn, feature maps shown) and on
// the command line, as the ratio of epochs done. Both run at the same time and take turns: one is held (SIGSTOP) while the other
// has the machine, for a second each, so that whatever else the machine does falls upon both alike. Needs a display (xvfb-run -a).
// usage: xvfb-run -a npm run bench:window -- [--workers 1,2] [--turns N] [--template LeNet]
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bundleIfStale } from '../../build/bundle.ts';
import { projectFolder } from '../../build/paths.ts';
import { countEpochs, expectRun, getButton, openSamples, openTemplate, openWorkshop, setField, testEnvironment } from '../e2e/person.ts';
import { findSessionProcesses } from '../helpers/launch-electron.ts';

const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '1,2' },
    turns: { type: 'string', default: '60' },
    template: { type: 'string', default: 'LeNet' },
  },
});
/** Milliseconds of a turn: long against a change of turns, short against the machine's moods. */
const turn = 1000;
const manyEpochs = 100_000;
const command = join(projectFolder, 'dist', 'cli.js');
const environment = { ...process.env, ...testEnvironment };

interface Runner {
  hold(): void;
  release(): void;
}

/** A training run on the command line; resolves with its counter when its first epoch has begun. */
async function trainOnCommandLine(folder: string, network: string, images: string, workers: number) {
  const words = ['train', network, '--data', images, '--out', join(folder, 'model.json'), '--workers', `${workers}`];
  const child: ChildProcess = spawn(process.execPath, [command, ...words, '--epochs', `${manyEpochs}`, '--json'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let epochs = 0;
  await new Promise<void>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const { kind } = JSON.parse(line) as { kind: string };
      if (kind === 'run') resolve();
      if (kind === 'epoch') epochs++;
    });
  });
  const runner: Runner = { hold: () => child.kill('SIGSTOP'), release: () => child.kill('SIGCONT') };
  const stop = async (): Promise<number> => {
    child.kill('SIGCONT');
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGINT');
    await ended;
    return epochs;
  };
  return { ...runner, stop };
}

/** All processes of a session: the window's, those that draw, and the one that trains. */
function sessionRunner(session: number): Runner {
  const signal = (name: NodeJS.Signals): void => {
    for (const line of findSessionProcesses(session)) process.kill(Number.parseInt(line, 10), name);
  };
  return { hold: () => signal('SIGSTOP'), release: () => signal('SIGCONT') };
}

async function compare(workers: number): Promise<void> {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  const session = application.process().pid;
  if (session === undefined) throw new Error('Expected Electron to run, but it has no process.');
  await openTemplate(window, values.template);
  await openSamples(window);
  await setField(window, 'Epochs', `${manyEpochs}`);
  await setField(window, 'Workers', `${workers}`);
  const network = join(folder, 'network.receptive.json');
  const template = values.template.toLowerCase().replaceAll(' ', '-');
  await runToEnd(['templates', '--write', template, network]);
  const images = join(folder, 'images');
  await runToEnd(['sample', images]);
  const inWindow = sessionRunner(session);
  const commandLine = await trainOnCommandLine(folder, network, images, workers);
  commandLine.hold();
  await getButton(window, 'Train').click();
  await expectRun(window, 'running');
  inWindow.hold();
  for (let turns = 0; turns < Number(values.turns); turns++) {
    // ABBA: a steady drift falls upon both alike
    for (const runner of turns % 2 === 0 ? [commandLine, inWindow] : [inWindow, commandLine]) {
      runner.release();
      await sleep(turn);
      runner.hold();
    }
  }
  const onCommandLine = await commandLine.stop();
  inWindow.release();
  await getButton(window, 'Stop').click();
  await expectRun(window, 'stopped');
  const epochs = await countEpochs(window);
  console.log(
    `${values.template}, ${workers} ${workers === 1 ? 'worker' : 'workers'}: ${epochs} epochs in the window, ${onCommandLine} on the command line, ratio ${(epochs / onCommandLine).toFixed(3)}`,
  );
}

async function runToEnd(words: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [command, ...words], { env: environment, stdio: 'ignore' });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`receptive ${words.join(' ')} ended with code ${String(code)}`);
}

if (process.platform !== 'linux') throw new Error('Expected Linux: processes are held and released by signals.');
await bundleIfStale((line) => console.error(line));
for (const workers of values.workers.split(',').map(Number)) await compare(workers);
