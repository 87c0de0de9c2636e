// Undo and redo as plain data: what stood before each named edit, and what was undone. Edits of one key that follow each
// other quickly (nudging a layer, typing a number) are one step back.
import type { Said } from '../commands/command.ts';

export interface HistoryEntry<Value> {
  /** What the edit did, as the menu says it: “Delete 2 layers”. */
  readonly name: Said;
  /** The value to go to: before the edit in `past`, after it in `future`. */
  readonly value: Value;
}

export interface History<Value> {
  readonly present: Value;
  readonly past: readonly HistoryEntry<Value>[];
  readonly future: readonly HistoryEntry<Value>[];
  /** The key and time of the last edit, while the next one may join it. */
  readonly last?: { readonly key: string; readonly time: number } | undefined;
}

export interface Edit {
  readonly name: Said;
  /** Edits with the same key, each within `coalesceMilliseconds` of the one before, are one step. */
  readonly key?: string;
}

export const coalesceMilliseconds = 1000;
const longestHistory = 200;

export function startHistory<Value>(present: Value): History<Value> {
  return { present, past: [], future: [] };
}

export function record<Value>(history: History<Value>, next: Value, edit: Edit, time: number): History<Value> {
  if (next === history.present) return history;
  const last = edit.key === undefined ? undefined : { key: edit.key, time };
  const joins = last !== undefined && history.last?.key === last.key && time - history.last.time < coalesceMilliseconds;
  if (joins) return { ...history, present: next, future: [], last };
  const past = [...history.past, { name: edit.name, value: history.present }].slice(-longestHistory);
  return { present: next, past, future: [], last };
}

export function undo<Value>(history: History<Value>): History<Value> {
  const entry = history.past.at(-1);
  if (entry === undefined) return history;
  return {
    present: entry.value,
    past: history.past.slice(0, -1),
    future: [...history.future, { name: entry.name, value: history.present }],
  };
}

export function redo<Value>(history: History<Value>): History<Value> {
  const entry = history.future.at(-1);
  if (entry === undefined) return history;
  return {
    present: entry.value,
    past: [...history.past, { name: entry.name, value: history.present }],
    future: history.future.slice(0, -1),
  };
}
