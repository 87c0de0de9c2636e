// The help, derived from the commands' own declarations.
import type { Command, Option } from './command.ts';
import { commonOptions } from './options.ts';
import { formatTable } from './table.ts';

export function describeCommands(commands: readonly Command[]): string {
  const rows = commands.map(({ name, operands, summary }) => [`  ${[name, operands.words].join(' ').trim()}`, summary]);
  return [
    'Receptive: convolutional networks, drawn, trained on a folder of images and taken away.',
    '',
    'receptive COMMAND [OPTIONS]',
    '',
    formatTable(rows, ['left', 'left']),
    '',
    'receptive COMMAND --help tells more. Exit code: 0 done, 1 bad input, 130 cancelled.',
  ].join('\n');
}

export function describeCommand({ name, operands, summary, options }: Command): string {
  const all: Readonly<Record<string, Option>> = { ...options, ...commonOptions };
  const rows = Object.entries(all).map(([option, declaration]) => [
    `  --${option}${declaration.kind === 'flag' ? '' : ` ${declaration.value}`}`,
    declaration.kind === 'choice' ? `${declaration.help} (${declaration.options.join(', ')})` : declaration.help,
  ]);
  const required = Object.entries(options)
    .filter(([, option]) => option.kind === 'text' && option.required)
    .map(([option, declaration]) => `--${option} ${declaration.kind === 'flag' ? '' : declaration.value}`);
  const usage = ['receptive', name, operands.words, ...required, '[OPTIONS]'].filter((word) => word !== '');
  return [summary, '', usage.join(' '), '', formatTable(rows, ['left', 'left'])].join('\n');
}
