// receptive templates: the networks that come with the product, listed or written out to be changed.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { formatCount } from '../../engine/base/numbers.ts';
import { writeFileAtomically } from '../host/files/atomic-write.ts';
import { templatesFolder } from '../host/files/paths.ts';
import { diagnoseFileError } from '../host/files/system-errors.ts';
import { type Command, type CommandResult, done, failed } from './command.ts';
import type { Output } from './output.ts';
import { formatTable } from './table.ts';

const extension = '.receptive.json';

export const templatesCommand: Command = {
  name: 'templates',
  summary: 'Lists the networks to start from; with --write NAME FILE writes one.',
  operands: { words: '[FILE]', minimum: 0, maximum: 1 },
  options: { write: { kind: 'text', value: 'NAME', help: 'Writes the template to FILE, which must not exist yet.' } },
  async run({ operands: [file], options, output }) {
    const names = (await readdir(templatesFolder))
      .filter((name) => name.endsWith(extension))
      .map((name) => basename(name, extension))
      .sort();
    const wanted = options.text('write');
    if (wanted === undefined && file !== undefined) return usage('The name of a template is missing', `--write NAME ${file}`, file);
    if (wanted === undefined) return list(names, output);
    if (file === undefined) return usage('A file name is missing', `--write ${wanted} FILE`, 'nothing');
    if (!names.includes(wanted)) return usage('There is no such template', names.join(', '), wanted);
    return write(wanted, file, output);
  },
};

async function list(names: readonly string[], output: Output): Promise<CommandResult> {
  const { readNetwork } = await import('../host/models/read-files.ts');
  const lines = await Promise.all(
    names.map(async (name) => {
      const read = await readNetwork(join(templatesFolder, `${name}${extension}`));
      if (!read.ok) throw new Error(`the template ${name} is damaged: ${read.diagnostics[0]?.message ?? ''}`);
      const { document, network } = read.value;
      return { kind: 'template', name, title: document.name, layers: network.layers.length, parameters: network.parameterCount };
    }),
  );
  const rows = lines.map(({ name, title, layers, parameters }) => [
    name,
    title,
    `${layers} layers`,
    `${formatCount(parameters)} parameters`,
  ]);
  const table = formatTable(rows, ['left', 'left', 'right', 'right']).split('\n');
  lines.forEach((line, index) => {
    output.say(line, table[index] ?? '');
  });
  return done;
}

async function write(name: string, file: string, output: Output): Promise<CommandResult> {
  try {
    if ((await stat(file).catch(() => undefined)) !== undefined) return usage('The file exists already', 'a new file', file);
    await writeFileAtomically(file, await readFile(join(templatesFolder, `${name}${extension}`)));
  } catch (error) {
    return failed([diagnoseFileError(error, file)]);
  }
  output.say(
    { kind: 'result', template: name, file },
    `Wrote ${file}. Train it with: receptive train ${file} --data FOLDER --out model.json`,
  );
  return done;
}

function usage(message: string, expected: string, received: string): CommandResult {
  return failed([
    { id: 'template', severity: 'error', message, expected, received, fix: { label: 'See receptive templates', changes: [] } },
  ]);
}
