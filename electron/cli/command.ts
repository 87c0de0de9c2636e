// The contract of a command of the command line: its name, its words for the help, its options, and what it does. Commands are
// listed in commands.ts; the help, the parsing of options and the exit codes derive from this and exist once.
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import type { Sentence } from '../../engine/words/texts.ts';
import type { Stake } from './interruption.ts';
import type { Output } from './output.ts';

interface OptionBase {
  readonly help: Sentence;
}
export interface FlagOption extends OptionBase {
  readonly kind: 'flag';
}
export interface TextOption extends OptionBase {
  readonly kind: 'text';
  /** What stands for the value in the help: `DIR`. */
  readonly value: string;
  readonly required?: boolean;
}
export interface NumberOption extends OptionBase {
  readonly kind: 'integer' | 'number';
  readonly value: string;
  readonly minimum: number;
  readonly maximum: number;
}
export interface ChoiceOption extends OptionBase {
  readonly kind: 'choice';
  readonly value: string;
  readonly options: readonly string[];
}
/** Height and width in pixels: `28x28`. */
export interface SizeOption extends OptionBase {
  readonly kind: 'size';
  readonly value: string;
}
export type Option = FlagOption | TextOption | NumberOption | ChoiceOption | SizeOption;

export interface Size {
  readonly height: number;
  readonly width: number;
}

/** Checked values by option name. Asking for an option by the wrong kind is a fault of ours and throws. */
export interface OptionValues {
  flag(name: string): boolean;
  text(name: string): string | undefined;
  requiredText(name: string): string;
  number(name: string): number | undefined;
  size(name: string): Size | undefined;
}

export interface CommandInput {
  /** What stands without an option's name. */
  readonly operands: readonly string[];
  readonly options: OptionValues;
  readonly output: Output;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  /** Says from now on what a request to end does, and what another one loses. */
  setStake(stake: Stake): void;
}

export type CommandResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly diagnostics: readonly Diagnostic[] }
  /** The message says what was kept. */
  | { readonly kind: 'cancelled'; readonly message: Sentence };

export interface Command {
  readonly name: string;
  readonly summary: Sentence;
  /** For the usage line: `NETWORK`, `IMAGE…`; with the number of operands allowed. */
  readonly operands: { readonly words: string; readonly minimum: number; readonly maximum: number };
  readonly options: Readonly<Record<string, Option>>;
  run(input: CommandInput): Promise<CommandResult>;
}

export const done: CommandResult = { kind: 'done' };

export function failed(diagnostics: readonly Diagnostic[]): CommandResult {
  return { kind: 'failed', diagnostics };
}
