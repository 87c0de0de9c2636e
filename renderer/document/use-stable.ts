// Reads a part of a store and keeps handing out the same object while its contents are the same: derived values (shapes,
// diagnostics) are made anew with each document, and two hundred nodes must not render because one was edited.
import { useCallback, useRef } from 'react';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';

export function useStable<State, Part>(store: StoreApi<State>, select: (state: State) => Part): Part {
  const former = useRef<Part | undefined>(undefined);
  const stable = useCallback(
    (state: State): Part => {
      const next = select(state);
      if (former.current !== undefined && hasSameContents(former.current, next)) return former.current;
      former.current = next;
      return next;
    },
    [select],
  );
  return useStore(store, stable);
}

/** Structural equality of plain data. */
export function hasSameContents(first: unknown, second: unknown): boolean {
  if (Object.is(first, second)) return true;
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null) return false;
  if (Array.isArray(first) !== Array.isArray(second)) return false;
  const firstKeys = Object.keys(first);
  if (firstKeys.length !== Object.keys(second).length) return false;
  return firstKeys.every(
    (key) =>
      Object.hasOwn(second, key) && hasSameContents((first as Record<string, unknown>)[key], (second as Record<string, unknown>)[key]),
  );
}
