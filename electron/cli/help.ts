// The help, derived from the commands' own declarations.
import type { Language } from '../../engine/base/messages.ts';
import { saySentence, textsIn } from '../../engine/words/texts.ts';
import type { Command, Option } from './command.ts';
import { commonOptions } from './options.ts';
import { formatTable } from './table.ts';
import { helpTexts } from './words/commands.ts';

export function describeCommands(commands: readonly Command[], language: Language): string {
  const text = textsIn(helpTexts, language);
  const rows = commands.map(({ name, operands, summary }) => [
    `  ${[name, operands.words].join(' ').trim()}`,
    saySentence(summary, language),
  ]);
  return [text('title'), '', 'receptive COMMAND [OPTIONS]', '', formatTable(rows, ['left', 'left']), '', text('more')].join('\n');
}

export function describeCommand({ name, operands, summary, options }: Command, language: Language): string {
  const all: Readonly<Record<string, Option>> = { ...options, ...commonOptions };
  const rows = Object.entries(all).map(([option, declaration]) => [
    `  --${option}${declaration.kind === 'flag' ? '' : ` ${declaration.value}`}`,
    describeOption(declaration, language),
  ]);
  const required = Object.entries(options)
    .filter(([, option]) => option.kind === 'text' && option.required)
    .map(([option, declaration]) => `--${option} ${declaration.kind === 'flag' ? '' : declaration.value}`);
  const usage = ['receptive', name, operands.words, ...required, '[OPTIONS]'].filter((word) => word !== '');
  return [saySentence(summary, language), '', usage.join(' '), '', formatTable(rows, ['left', 'left'])].join('\n');
}

function describeOption(option: Option, language: Language): string {
  const help = saySentence(option.help, language);
  if (option.kind !== 'choice') return help;
  return textsIn(helpTexts, language)('oneOf', { help, options: { kind: 'list', items: option.options, joined: 'comma' } });
}
