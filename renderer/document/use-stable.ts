// Reads a part of a store and keeps handing out the same object while its contents are the same: derived values (shapes,
// diagnostics) are made anew with each document, and two hundred nodes must not render because one was edited.
import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { StoreApi } from 'zustand';

export function useStable<State, Part>(store: StoreApi<State>, select: (state: State) => Part): Part {
  return useStableReading(
    store.subscribe,
    useCallback(() => select(store.getState()), [store, select]),
  );
}

/** The same for anything that can be followed and read. */
export function useStableReading<Part>(follow: (tell: () => void) => () => void, read: () => Part): Part {
  const former = useRef<Part | undefined>(undefined);
  const readStable = useCallback((): Part => {
    const next = read();
    if (former.current !== undefined && hasSameContents(former.current, next)) return former.current;
    former.current = next;
    return next;
  }, [read]);
  return useSyncExternalStore(follow, readStable);
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
