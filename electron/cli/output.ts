// What the command line says, and where: results on standard output, as text for a person or as one JSON object a line;
// everything else (progress, diagnostics, notes) on standard error, so that standard output can be read by a program.
import { createInterface } from 'node:readline';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import type { Language } from '../../engine/base/messages.ts';
import { formatDiagnostic } from '../../engine/words/say.ts';
import { createProgress, type Progress } from './progress.ts';

/** A JSON line: `kind` says which (README, “JSON lines”). */
export interface JsonLine {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** A class folder's name must not be able to steer a terminal. JSON has escaped them anyway. */
const controlCharacters = /[^\P{Cc}\n\t]/gu;
/** Nor a file's name with a line break in it make two lines of one remark. */
const lineBreaks = /[\r\n\u2028\u2029]+/g;

export interface Output {
  /** A result: the object with --json, the text without. */
  say(line: JsonLine, text: string): void;
  /** A result that only a person needs, such as a heading: nothing with --json. */
  sayText(text: string): void;
  /** A remark on standard error. */
  note(text: string): void;
  diagnose(diagnostics: readonly Diagnostic[]): void;
  /** Of everything that is said here. */
  readonly language: Language;
  /** Somebody at a terminal can be asked. */
  readonly canAsk: boolean;
  /** A line typed by the person at the terminal; undefined where there is none, or no answer. */
  ask(question: string): Promise<string | undefined>;
  readonly progress: Progress;
}

export interface Streams {
  /** Where a question may be answered, if it is a terminal. */
  readonly input?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
  readonly error: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
}

export function createOutput(json: boolean, streams: Streams, language: Language): Output {
  const progress = createProgress(streams.error, language);
  const write = (stream: NodeJS.WritableStream, text: string) => {
    progress.clear();
    stream.write(`${text.replace(controlCharacters, '�')}\n`);
  };
  return {
    say: (line, text) => write(streams.output, json ? JSON.stringify(line) : text),
    sayText: (text) => {
      if (!json) write(streams.output, text);
    },
    note: (text) => write(streams.error, text.replace(lineBreaks, ' ')),
    diagnose: (diagnostics) => {
      for (const diagnostic of diagnostics) write(streams.error, formatDiagnostic(diagnostic, language).replace(lineBreaks, ' '));
    },
    language,
    canAsk: streams.input?.isTTY === true && streams.error.isTTY === true,
    ask: async (question) => {
      progress.clear();
      return ask(streams, question);
    },
    progress,
  };
}

function ask({ input, error }: Streams, question: string): Promise<string | undefined> {
  if (input?.isTTY !== true || error.isTTY !== true) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const terminal = createInterface({ input, output: error });
    terminal.once('SIGINT', () => terminal.close());
    terminal.once('close', () => resolve(undefined));
    terminal.question(question, (answer) => {
      resolve(answer);
      terminal.close();
    });
  });
}
