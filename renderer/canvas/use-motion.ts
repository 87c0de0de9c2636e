// What makes moving about smooth, and is taken back at rest. While the canvas is moved or zoomed it is one picture that the compositor
// shifts: nothing is drawn again but what comes into sight (at rest it is drawn as sharp as it can be, which such a picture would not be).
// While the mouse leads the canvas or a layer it belongs to what it has hold of, so that Chromium need not look what lies beneath it,
// and the lines between the panels (react-resizable-panels measures them all for every movement that nobody has taken) leave it alone.
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { holdDrawing } from './draw-queue.ts';

/** Moving on within this time is one movement: making the picture costs as much as drawing everything once. */
const restMilliseconds = 250;

export interface Motion {
  /** The viewport begins to move. */
  readonly begin: () => void;
  /** It has moved by something of its own. */
  readonly move: (event: unknown) => void;
  /** It has moved for now. */
  readonly end: () => void;
  /** Layers are dragged. */
  readonly drag: (event: unknown) => void;
  /** They are let go. */
  readonly drop: () => void;
}

export function useMotion(frame: RefObject<HTMLElement | null>): Motion {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pressed = useRef<PointerEvent>(undefined);
  useEffect(() => {
    const { current } = frame;
    let isHeld = false;
    const press = (event: PointerEvent): void => {
      pressed.current = event;
      isHeld = true;
    };
    const takeMovement = (event: PointerEvent): void => {
      isHeld &&= event.buttons !== 0;
      if (isHeld) event.preventDefault();
    };
    current?.addEventListener('pointerdown', press, true);
    current?.addEventListener('pointermove', takeMovement);
    return () => {
      clearTimeout(timer.current);
      holdDrawing('canvas', false);
      holdDrawing('layers', false);
      current?.removeEventListener('pointerdown', press, true);
      current?.removeEventListener('pointermove', takeMovement);
    };
  }, [frame]);
  return useMemo(() => {
    const hold = (event: unknown): void => {
      const start = pressed.current;
      if (start === undefined || !(event instanceof MouseEvent) || event.buttons === 0) return;
      pressed.current = undefined; // once a press
      const held = start.target instanceof Element ? start.target.closest('.react-flow__node, .react-flow__pane') : null;
      if (held !== null) held.setPointerCapture(start.pointerId);
    };
    return {
      begin: () => {
        clearTimeout(timer.current);
        holdDrawing('canvas', true);
        if (frame.current !== null) frame.current.dataset.moving = 'true';
      },
      move: hold,
      end: () => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          holdDrawing('canvas', false);
          if (frame.current !== null) delete frame.current.dataset.moving;
        }, restMilliseconds);
      },
      drag: (event) => {
        holdDrawing('layers', true);
        hold(event);
      },
      drop: () => holdDrawing('layers', false),
    };
  }, [frame]);
}
