// While the canvas is moved or zoomed it is one picture that the compositor shifts: nothing on it is drawn again, except what comes
// into sight. At rest it is drawn as sharp as it can be, which such a picture would not be. Set as an attribute, so that nothing renders.
import { type RefObject, useEffect, useMemo, useRef } from 'react';

/** Moving on within this time is one movement: making the picture costs as much as drawing everything once. */
const restMilliseconds = 250;

export interface Motion {
  readonly begin: () => void;
  readonly end: () => void;
}

/** Gives what React Flow calls when its viewport begins to move and has moved. */
export function useMotion(frame: RefObject<HTMLElement | null>): Motion {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useMemo(
    () => ({
      begin: () => {
        clearTimeout(timer.current);
        if (frame.current !== null) frame.current.dataset.moving = 'true';
      },
      end: () => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          if (frame.current !== null) delete frame.current.dataset.moving;
        }, restMilliseconds);
      },
    }),
    [frame],
  );
}
