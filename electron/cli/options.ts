// From the words of the command line to checked operands and options, or to diagnostics that say what was expected.

import { parseArgs } from 'node:util';
import { type Diagnostic, fail, type Outcome, succeed } from '../../engine/base/diagnostics.ts';
import { assertNever } from '../../engine/base/fields.ts';
import { languages, type Message, type MessageValue, messagesOf } from '../../engine/base/messages.ts';
import { words as baseWords } from '../../engine/base/words.ts';
import { words as hostWords } from '../../engine/words/host.ts';
import { sentence } from '../../engine/words/texts.ts';
import type { Command, Option, OptionValues, Size } from './command.ts';
import { commonOptionTexts } from './words/commands.ts';

const { problem, fix, phrase } = messagesOf(hostWords);

type Value = string | number | boolean | Size;
export interface ParsedWords {
  readonly operands: readonly string[];
  readonly options: OptionValues;
}

/** Every command has these. */
export const commonOptions = {
  json: { kind: 'flag', help: sentence(commonOptionTexts, 'json') },
  language: {
    kind: 'choice',
    value: 'NAME',
    options: languages,
    help: sentence(commonOptionTexts, 'language'),
  },
  help: { kind: 'flag', help: sentence(commonOptionTexts, 'help') },
} as const satisfies Readonly<Record<string, Option>>;

export function parseWords(command: Command, words: readonly string[]): Outcome<ParsedWords> {
  const options: Readonly<Record<string, Option>> = { ...command.options, ...commonOptions };
  const types = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, { type: option.kind === 'flag' ? ('boolean' as const) : ('string' as const) }]),
  );
  const isValued = (word: string) => word.startsWith('--') && types[word.slice(2)]?.type === 'string';
  const parsed = parseArgs({
    args: joinNegativeValues(words, isValued),
    options: { ...types, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const misused = parsed.tokens.flatMap((token) => (token.kind === 'option' ? (findMisuse(command.name, options, token) ?? []) : []));
  if (misused.length > 0) return fail(...misused.map((found) => usageProblem(command, found)));
  const diagnostics: Diagnostic[] = [];
  const values = new Map<string, Value>();
  for (const [name, option] of Object.entries(options)) {
    const text = parsed.values[name];
    if (text === undefined) {
      if (option.kind === 'text' && option.required) {
        diagnostics.push(usageProblem(command, problem('option-missing', { name, value: option.value })));
      }
      continue;
    }
    const value = typeof text === 'boolean' ? text : readValue(option, text);
    if (value === undefined)
      diagnostics.push(
        usageProblem(command, problem('option-value', { name, expected: describeOption(option), received: JSON.stringify(text) })),
      );
    else values.set(name, value);
  }
  const { words: operandWords, minimum, maximum } = command.operands;
  const count = parsed.positionals.length;
  if ((count < minimum || count > maximum) && !values.has('help')) {
    const found = problem('operands', {
      isMissing: count < minimum,
      expected: operandWords === '' ? phrase('no-file-names') : operandWords,
      received: parsed.positionals.join(' ') || messagesOf(baseWords).phrase('nothing'),
    });
    diagnostics.push(usageProblem(command, found));
  }
  return diagnostics.length > 0 && !values.has('help')
    ? fail(...diagnostics)
    : succeed({ operands: parsed.positionals, options: accessValues(values) });
}

interface WrittenOption {
  readonly name: string;
  /** As it was typed, with its dashes. */
  readonly rawName: string;
  readonly value?: string | undefined;
  /** `--out=FILE`, not `--out FILE`. */
  readonly inlineValue?: boolean | undefined;
}

/** An option that the command does not have, one without its value, or a flag with one. */
function findMisuse(command: string, options: Readonly<Record<string, Option>>, written: WrittenOption): Message | undefined {
  const { name, rawName, value, inlineValue } = written;
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) return problem('option-unknown', { name: rawName, command });
  if (option.kind === 'flag') return value === undefined ? undefined : problem('option-takes-none', { name: rawName });
  // what begins with a dash is taken for the next option
  const isMissing = value === undefined || (inlineValue !== true && /^-./.test(value));
  return isMissing ? problem('option-without-value', { name: rawName, value: option.value }) : undefined;
}

/** `--seed -1` is a value that will be refused as one, not an option called 1. */
function joinNegativeValues(words: readonly string[], isValued: (word: string) => boolean): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    if (before !== undefined && isValued(before) && /^-[\d.]/.test(word)) joined[joined.length - 1] = `${before}=${word}`;
    else joined.push(word);
  }
  return joined;
}

function readValue(option: Option, text: string): Value | undefined {
  switch (option.kind) {
    case 'flag':
      return undefined;
    case 'text':
      return text === '' ? undefined : text;
    case 'choice':
      return option.options.includes(text) ? text : undefined;
    case 'size': {
      const match = /^(\d{1,4})[x×](\d{1,4})$/i.exec(text);
      const size = { height: Number(match?.[1]), width: Number(match?.[2]) };
      return size.height >= 1 && size.height <= 4096 && size.width >= 1 && size.width <= 4096 ? size : undefined;
    }
    case 'integer':
    case 'number': {
      const isNumber = option.kind === 'integer' ? /^\d{1,15}$/.test(text) : /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text);
      const number = Number(text);
      return isNumber && number >= option.minimum && number <= option.maximum ? number : undefined;
    }
    default:
      return assertNever(option);
  }
}

function describeOption(option: Option): MessageValue {
  switch (option.kind) {
    case 'flag':
      return phrase('no-value');
    case 'text':
      return option.value;
    case 'choice':
      return { kind: 'list', items: option.options, joined: 'comma' };
    case 'size':
      return phrase('a-size');
    case 'integer':
      return phrase('whole-number-between', { minimum: option.minimum, maximum: option.maximum });
    case 'number':
      return phrase('number-between', { minimum: option.minimum, maximum: option.maximum });
    default:
      return assertNever(option);
  }
}

function accessValues(values: ReadonlyMap<string, Value>): OptionValues {
  const read = <Wanted>(name: string, isWanted: (value: Value) => boolean): Wanted | undefined => {
    const value = values.get(name);
    if (value !== undefined && !isWanted(value)) throw new Error(`the option --${name} is of another kind`);
    return value as Wanted | undefined;
  };
  const text = (name: string) => read<string>(name, (value) => typeof value === 'string');
  return {
    flag: (name) => read<boolean>(name, (value) => typeof value === 'boolean') ?? false,
    text,
    requiredText: (name) => {
      const value = text(name);
      if (value === undefined) throw new Error(`the option --${name} is not declared as required`);
      return value;
    },
    number: (name) => read<number>(name, (value) => typeof value === 'number'),
    size: (name) => read<Size>(name, (value) => typeof value === 'object'),
  };
}

function usageProblem(command: Command, found: Message): Diagnostic {
  return { ...found, severity: 'error', fix: { ...fix('see-command-help', { command: command.name }), changes: [] } };
}
