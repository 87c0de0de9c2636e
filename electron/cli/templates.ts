// receptive templates: the networks that come with the product, listed or written out to be changed.

import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Message, messagesOf } from '../../engine/base/messages.ts';
import { words } from '../../engine/words/host.ts';
import { sentence, textsIn } from '../../engine/words/texts.ts';
import { writeFileAtomically } from '../host/files/atomic-write.ts';
import { templatesFolder } from '../host/files/paths.ts';
import { diagnoseFileError } from '../host/files/system-errors.ts';
import { type Command, type CommandResult, done, failed } from './command.ts';
import type { Output } from './output.ts';
import { formatTable } from './table.ts';
import { templatesOptionTexts as texts } from './words/commands.ts';
import { templatesTexts } from './words/results.ts';

const { problem, fix } = messagesOf(words);

const extension = '.receptive.json';

export const templatesCommand: Command = {
  name: 'templates',
  summary: sentence(texts, 'summary'),
  operands: { words: '[FILE]', minimum: 0, maximum: 1 },
  options: { write: { kind: 'text', value: 'NAME', help: sentence(texts, 'write') } },
  async run({ operands: [file], options, output }) {
    const names = (await readdir(templatesFolder))
      .filter((name) => name.endsWith(extension))
      .map((name) => basename(name, extension))
      .sort();
    const wanted = options.text('write');
    if (wanted === undefined && file !== undefined) return usage(problem('template-name-missing', { file }));
    if (wanted === undefined) return list(names, output);
    if (file === undefined) return usage(problem('template-file-missing', { template: wanted }));
    if (!names.includes(wanted))
      return usage(problem('template-unknown', { known: { kind: 'list', items: names, joined: 'comma' }, template: wanted }));
    return write(wanted, file, output);
  },
};

async function list(names: readonly string[], output: Output): Promise<CommandResult> {
  const { readNetwork } = await import('../host/models/read-files.ts');
  const lines = await Promise.all(
    names.map(async (name) => {
      const read = await readNetwork(join(templatesFolder, `${name}${extension}`));
      if (!read.ok) throw new Error(`the template ${name} is damaged: ${JSON.stringify(read.diagnostics[0])}`);
      const { document, network } = read.value;
      return { kind: 'template', name, title: document.name, layers: network.layers.length, parameters: network.parameterCount };
    }),
  );
  const text = textsIn(templatesTexts, output.language);
  const rows = lines.map(({ name, title, layers, parameters }) => [
    name,
    title,
    text('layers', { layers }),
    text('parameters', { parameters }),
  ]);
  const table = formatTable(rows, ['left', 'left', 'right', 'right']).split('\n');
  lines.forEach((line, index) => {
    output.say(line, table[index] ?? '');
  });
  return done;
}

async function write(name: string, file: string, output: Output): Promise<CommandResult> {
  try {
    if ((await stat(file).catch(() => undefined)) !== undefined) return usage(problem('template-file-exists', { file }));
    await writeFileAtomically(file, await readFile(join(templatesFolder, `${name}${extension}`)));
  } catch (error) {
    return failed([diagnoseFileError(error, file)]);
  }
  output.say({ kind: 'result', template: name, file }, textsIn(templatesTexts, output.language)('written', { file }));
  return done;
}

function usage(found: Message): CommandResult {
  return failed([{ ...found, severity: 'error', fix: { ...fix('see-templates'), changes: [] } }]);
}
