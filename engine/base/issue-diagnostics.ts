// Turns a validator's issues into diagnostics that say where in the file, what was expected and what stands there.
// Everything quoted from the file is shortened, and so is the list: a hostile file must not become a hostile message.
import type { z } from 'zod';
import type { Diagnostic } from './diagnostics.ts';
import { type MessageValue, messagesOf } from './messages.ts';
import { words } from './words.ts';

const { problem, phrase } = messagesOf(words);

const longestQuote = 60;
const mostDiagnostics = 20;

type Path = readonly PropertyKey[];

/** `weights[3].sha256`; names that are no plain words are quoted. Undefined for the file as a whole. */
export function formatPath(path: Path): string | undefined {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[A-Za-z_]\w{0,63}$/.test(String(part))) text += text === '' ? String(part) : `.${String(part)}`;
    else text += `[${JSON.stringify(String(part).slice(0, longestQuote))}]`;
  }
  return text === '' ? undefined : text;
}

/** Text of a file as a value of a message: cut where it is long. */
export function shorten(text: string): MessageValue {
  return text.length <= longestQuote ? text : phrase('shortened', { text: text.slice(0, longestQuote), count: text.length });
}

/** What stands there, in a few words. */
export function describeValue(value: unknown): MessageValue {
  if (value === undefined) return phrase('nothing');
  if (value === null) return 'null';
  if (typeof value === 'string')
    return value.length <= longestQuote
      ? JSON.stringify(value)
      : phrase('shortened', { text: JSON.stringify(value.slice(0, longestQuote)), count: value.length });
  if (Array.isArray(value)) return phrase('a-list-of', { count: value.length });
  if (typeof value === 'object') return phrase('an-object');
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

const types: Readonly<Record<string, MessageValue>> = {
  number: phrase('a-number'),
  int: phrase('a-whole-number'),
  string: phrase('a-text'),
  array: phrase('a-list'),
  tuple: phrase('a-list'),
  object: phrase('an-object'),
  record: phrase('an-object'),
  boolean: phrase('a-switch'),
  nonoptional: phrase('a-value'),
};

/** Patterns that a person should not have to read; the validators name these as their messages. */
const patterns: Readonly<Record<string, MessageValue>> = {
  'characters-of-an-id': phrase('characters-of-an-id'),
  'characters-of-a-port': phrase('characters-of-a-port'),
  'characters-of-a-checksum': phrase('characters-of-a-checksum'),
};

const measured = (origin: string): string => (origin === 'string' ? 'text' : origin === 'array' ? 'list' : 'number');

const anyOf = (items: readonly MessageValue[]): MessageValue => ({ kind: 'list', items: items.slice(0, mostDiagnostics), joined: 'or' });

/** What the validator wanted: `a whole number`, `at most 64 entries`, `"valid", "same" or an object`. */
function describeExpected(issue: z.core.$ZodIssue): MessageValue {
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return anyOf(issue.values.map((value) => JSON.stringify(value) ?? String(value)));
    case 'too_small':
      return issue.inclusive === false
        ? phrase('above', { limit: Number(issue.minimum) })
        : phrase('at-least', { what: measured(issue.origin), limit: Number(issue.minimum) });
    case 'too_big':
      return issue.inclusive === false
        ? phrase('below', { limit: Number(issue.maximum) })
        : phrase('at-most', { what: measured(issue.origin), limit: Number(issue.maximum) });
    case 'invalid_union':
      return anyOf(issue.errors.flatMap(([first]) => (first ? [describeExpected(first)] : [])));
    case 'invalid_format':
      return patterns[issue.message] ?? issue.format;
    case 'unrecognized_keys':
      return phrase('only-known-fields');
    default:
      return phrase('a-value');
  }
}

/** Where the checked data lies in the whole file, the node it belongs to, and what would mend it. */
export interface IssuePlace {
  readonly prefix?: Path;
  readonly node?: string | undefined;
  readonly fix?: Diagnostic['fix'];
}

/** At most 20 diagnostics with this id, for the issues of data; a last one counts the rest. */
export function diagnoseIssues(
  id: 'invalid-file' | 'model-structure',
  data: unknown,
  error: z.ZodError,
  place: IssuePlace = {},
): readonly Diagnostic[] {
  const { prefix = [], node, fix } = place;
  const issues = error.issues;
  const diagnostics = issues.slice(0, mostDiagnostics).map((issue): Diagnostic => {
    const path = formatPath([...prefix, ...issue.path]);
    const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
    const values = {
      path: path ?? phrase('the-file'),
      isUnknown: unknownKeys !== undefined,
      expected: describeExpected(issue),
      received: unknownKeys ? listKeys(unknownKeys) : describeValue(valueAt(data, issue.path)),
    };
    return {
      ...problem(id, values),
      ...(path === undefined ? {} : { path }),
      ...(node === undefined ? {} : { node }),
      ...(fix ? { fix } : {}),
    };
  });
  if (issues.length > mostDiagnostics) diagnostics.push(problem('more-problems', { count: issues.length - mostDiagnostics }));
  return diagnostics;
}

const listKeys = (keys: readonly string[]): MessageValue => ({
  kind: 'list',
  items: keys.slice(0, mostDiagnostics).map(describeValue),
  joined: 'comma',
});
