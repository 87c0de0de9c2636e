// Turns a validator's issues into diagnostics that say where in the file, what was expected and what stands there.
// Everything quoted from the file is shortened, and so is the list: a hostile file must not become a hostile message.
import type { z } from 'zod';
import type { Diagnostic } from './diagnostics.ts';

const longestQuote = 60;
const mostDiagnostics = 20;

type Path = readonly PropertyKey[];

/** `weights[3].sha256`; names that are no plain words are quoted. */
export function formatPath(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[A-Za-z_]\w{0,63}$/.test(String(part))) text += text === '' ? String(part) : `.${String(part)}`;
    else text += `[${JSON.stringify(shorten(String(part)))}]`;
  }
  return text === '' ? 'the file' : text;
}

export function shorten(text: string): string {
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}… (${text.length} characters)`;
}

/** What stands there, in a few words. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  return shorten(String(value));
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

/** The validator's words for kinds of values in a person's. */
const words: Readonly<Record<string, string>> = { int: 'whole number', array: 'list', tuple: 'list', record: 'object', string: 'text' };

type Issue = Pick<z.core.$ZodIssue, 'code' | 'message'>;

/** The validator's sentence without what the diagnostic says already: `number >=1`, `"valid", "same" or object`. */
function describeExpected(issue: Issue): string {
  if (issue.code === 'invalid_union') {
    const choices = (issue as z.core.$ZodIssueInvalidUnion).errors.flatMap(([first]) => (first ? [describeExpected(first)] : []));
    if (choices.length > 0) return choices.join(' or ');
  }
  return issue.message
    .replace(/^(Invalid \w+|Too (small|big)): /, '')
    .replace(/^expected (one of )?/, '')
    .replace(/, received .*$/, '')
    .replace(/ to (be|have) /, ' ')
    .replace('nonoptional', 'a value')
    .replace(/^(int|array|tuple|record|string)\b/, (kind) => words[kind] ?? kind)
    .replaceAll('"|"', '", "');
}

/** Where the checked data lies in the whole file, the node it belongs to, and what would mend it. */
export interface IssuePlace {
  readonly prefix?: Path;
  readonly node?: string | undefined;
  readonly fix?: Diagnostic['fix'];
}

/** At most 20 diagnostics with this id, for the issues of data; a last one counts the rest. */
export function diagnoseIssues(id: string, data: unknown, error: z.ZodError, place: IssuePlace = {}): readonly Diagnostic[] {
  const { prefix = [], node, fix } = place;
  const issues = error.issues;
  const diagnostics = issues.slice(0, mostDiagnostics).map((issue): Diagnostic => {
    const path = formatPath([...prefix, ...issue.path]);
    const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
    return {
      id,
      severity: 'error',
      path,
      message: unknownKeys ? `${path} has a field that does not belong there` : `${path} is not as it must be`,
      expected: unknownKeys ? 'only the fields of the format' : shorten(describeExpected(issue)),
      received: unknownKeys
        ? shorten(unknownKeys.map((key) => JSON.stringify(shorten(key))).join(', '))
        : describeValue(valueAt(data, issue.path)),
      ...(node === undefined ? {} : { node }),
      ...(fix ? { fix } : {}),
    };
  });
  if (issues.length > mostDiagnostics) {
    diagnostics.push({ id, severity: 'error', message: `${issues.length - mostDiagnostics} more problems of this kind follow` });
  }
  return diagnostics;
}
