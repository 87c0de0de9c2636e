// `npm run demo [folder]`: the main job without a window. Writes the sample images, trains LeNet on them, evaluates the model and
// leaves model and a short report in out/demo/ (or the folder given). It drives the command line as a person would.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { bundleIfStale } from './bundle.ts';
import { captureCommand, runCommand } from './command.ts';
import { distFolder, outputFolder } from './paths.ts';
import { writeReport } from './report.ts';

const epochs = 3;
const commandLine = join(distFolder, 'cli.js');

async function demonstrate(folder: string): Promise<void> {
  await bundleIfStale((line) => console.error(line));
  if (!existsSync(commandLine))
    throw new Error(`Expected the command line at ${relative(process.cwd(), commandLine)}, found none. Run: npm run build`);
  mkdirSync(folder, { recursive: true });
  const images = join(folder, 'images');
  const network = join(folder, 'lenet.receptive.json');
  const model = join(folder, 'lenet.model.json');

  rmSync(model, { force: true });
  await receptive('sample', images);
  if (!existsSync(network)) await receptive('templates', '--write', 'lenet', network);
  const started = performance.now();
  await receptive('train', network, '--data', images, '--out', model, '--epochs', String(epochs));
  const seconds = (performance.now() - started) / 1000;
  const evaluation = await receptive('evaluate', model, '--data', images, '--part', 'validation', '--json');

  const report = writeReport({ folder, model, epochs, seconds, evaluation });
  console.error(`\nWrote ${relative('', model)} and ${relative('', report)}:\n\n${readFileSync(report, 'utf8')}`);
}

/** Runs one command with its progress bar on this terminal. With --json it hands back what the command answered. */
async function receptive(...commandArguments: readonly string[]): Promise<string> {
  console.error(
    `\n$ npx receptive ${commandArguments.map((argument) => (isAbsolute(argument) ? relative('', argument) : argument)).join(' ')}`,
  );
  const words = [commandLine, ...commandArguments];
  const { code, answer } = commandArguments.includes('--json')
    ? captureCommand(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
    : { code: await runCommand(process.execPath, words), answer: '' };
  if (code !== 0)
    throw Object.assign(new Error(`Expected "receptive ${commandArguments[0]}" to succeed, but it ended with code ${code}.`), { code });
  return answer;
}

try {
  await demonstrate(resolve(process.argv[2] ?? join(outputFolder, 'demo')));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = (error as { code?: unknown }).code === 130 ? 130 : 1;
}
