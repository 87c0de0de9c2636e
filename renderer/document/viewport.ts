// What commands outside the canvas need of it: its proportion, its middle, zooming to fit. The canvas registers itself while it is shown.
import type { Point } from './sizes.ts';

export interface CanvasViewport {
  /** Width and height in pixels of the screen. */
  getSize(): { readonly width: number; readonly height: number };
  /** The middle of what is seen, in the document's coordinates. */
  getMiddle(): Point;
  /** Shows the given layers, or all. */
  fit(nodes?: readonly string[]): void;
  zoom(direction: 'in' | 'out'): void;
  /** Makes sure that a layer can be seen. */
  reveal(node: string): void;
}

let current: CanvasViewport | undefined;

export function registerViewport(viewport: CanvasViewport): () => void {
  current = viewport;
  return () => {
    if (current === viewport) current = undefined;
  };
}

export function getCanvasProportion(): number {
  const size = current?.getSize();
  return size === undefined || size.height === 0 ? 1.6 : Math.min(4, Math.max(0.5, size.width / size.height));
}

export const getCanvasMiddle = (): Point => current?.getMiddle() ?? { x: 0, y: 0 };

/** After the document on the screen has changed: waits for the drawing to follow. */
function afterDrawing(act: (viewport: CanvasViewport) => void): void {
  if (current === undefined) return;
  requestAnimationFrame(() => requestAnimationFrame(() => current !== undefined && act(current)));
}

export function zoomCanvas(direction: 'in' | 'out'): void {
  current?.zoom(direction);
}

export function fitCanvas(nodes?: readonly string[]): void {
  afterDrawing((viewport) => viewport.fit(nodes));
}

export function revealLayer(node: string): void {
  afterDrawing((viewport) => viewport.reveal(node));
}
