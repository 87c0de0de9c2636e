// Drawing a connection, and giving one up that is half drawn: by Escape, or because the system has taken the pointer away. React Flow
// ends a connection by letting go of the button alone, so it is told that this has happened, and what it would connect is not.
import { useCallback, useEffect, useRef } from 'react';
import { type Connection, useStoreApi } from 'react-flow-renderer';
import type { EdgePorts } from '../../engine/document/edit.ts';
import { connectLayers } from '../document/edit.ts';

/** The ports that a connection is drawn between: only others than the first have names on the canvas (Ports.tsx). */
export function portsOf({
  sourceHandle,
  targetHandle,
}: {
  readonly sourceHandle?: string | null;
  readonly targetHandle?: string | null;
}): EdgePorts {
  return { ...(sourceHandle ? { sourcePort: sourceHandle } : {}), ...(targetHandle ? { targetPort: targetHandle } : {}) };
}

/** Gives what React Flow calls with a connection drawn to its end. */
export function useWire(): (connection: Connection) => void {
  const store = useStoreApi();
  const isGivenUp = useRef(false);

  useEffect(() => {
    const giveUp = (): void => {
      isGivenUp.current = true;
      document.dispatchEvent(new MouseEvent('mouseup', { view: window }));
      isGivenUp.current = false;
    };
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !store.getState().connection.inProgress) return;
      event.preventDefault();
      event.stopPropagation(); // Escape takes one thing at a time
      giveUp();
      keepFromClicking();
    };
    window.addEventListener('keydown', press, true);
    window.addEventListener('pointercancel', giveUp);
    return () => {
      window.removeEventListener('keydown', press, true);
      window.removeEventListener('pointercancel', giveUp);
    };
  }, [store]);

  return useCallback((connection: Connection) => {
    if (!isGivenUp.current) connectLayers(connection.source, connection.target, portsOf(connection));
  }, []);
}

/** The button is still held: letting go of it is no click, which would deselect. */
function keepFromClicking(): void {
  const release = new AbortController();
  window.addEventListener('click', (event) => event.stopPropagation(), { capture: true, signal: release.signal });
  const end = (): void => void setTimeout(() => release.abort()); // the click follows at once
  for (const name of ['pointerup', 'pointercancel'] as const) window.addEventListener(name, end, { signal: release.signal });
}
