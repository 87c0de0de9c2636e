// `npm run demo [folder]`: the main job without a window. Writes the sample images, trains LeNet on them, evaluates the model and
// leaves model, metrics and a short report in out/demo/ (or the folder given). It drives the command line as a person would.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
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
  if (!existsSync(images)) await receptive('sample', images);
  if (!existsSync(network)) await receptive('templates', '--write', 'lenet', network);
  const started = performance.now();
  await receptive('train', network, '--data', images, '--out', model, '--epochs', String(epochs));
  const seconds = (performance.now() - started) / 1000;
  await receptive('evaluate', model, '--data', images);

  const evaluation = captureReceptive('evaluate', model, '--data', images, '--json');
  writeFileSync(join(folder, 'evaluation.jsonl'), evaluation);
  const report = writeReport({ folder, model, epochs, seconds, evaluation });
  console.error(`\nWrote the model and a report:\n\n${readFileSync(report, 'utf8')}`);
}

async function receptive(...commandArguments: readonly string[]): Promise<void> {
  console.error(`\n$ npx receptive ${commandArguments.map((argument) => relative('', argument) || argument).join(' ')}`);
  const code = await runCommand(process.execPath, [commandLine, ...commandArguments]);
  if (code !== 0)
    throw Object.assign(new Error(`Expected "receptive ${commandArguments[0]}" to succeed, but it ended with code ${code}.`), { code });
}

function captureReceptive(...commandArguments: readonly string[]): string {
  const { code, answer, output } = captureCommand(process.execPath, [commandLine, ...commandArguments]);
  if (code !== 0)
    throw Object.assign(new Error(`Expected "receptive ${commandArguments[0]}" to succeed, but it ended with code ${code}:\n${output}`), {
      code,
    });
  return answer;
}

try {
  await demonstrate(resolve(process.argv[2] ?? join(outputFolder, 'demo')));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = (error as { code?: unknown }).code === 130 ? 130 : 1;
}
