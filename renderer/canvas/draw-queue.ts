// Drawing that may take several frames: what is queued is drawn a few milliseconds a frame, in the order in which it was
// queued, so that moving about the canvas stays smooth while two hundred layers get new maps; while something is moved, not at all.

/** A frame at sixty a second has 16.7; painting and moving need the rest. */
const millisecondsPerFrame = 5;

const queue = new Set<() => void>();
/** What a hand moves now: whoever moves something looks at that, and at maps when it rests. */
const moved = new Set<'canvas' | 'layers'>();
let frame = 0;

/** Draws in one of the next frames. What is queued already keeps its place; it draws what is newest then. */
export function queueDrawing(draw: () => void): void {
  queue.add(draw);
  askForFrame();
}

/** While the canvas or layers are moved nothing is drawn; what is queued is drawn after that. */
export function holdDrawing(what: 'canvas' | 'layers', isMoved: boolean): void {
  if (isMoved) moved.add(what);
  else moved.delete(what);
  askForFrame();
}

function askForFrame(): void {
  if (frame === 0 && queue.size > 0 && moved.size === 0) frame = requestAnimationFrame(drawSome);
}

export function dropDrawing(draw: () => void): void {
  queue.delete(draw);
}

function drawSome(): void {
  frame = 0;
  if (moved.size > 0) return;
  const end = performance.now() + millisecondsPerFrame;
  for (const draw of queue) {
    queue.delete(draw);
    draw();
    if (performance.now() > end) break;
  }
  askForFrame();
}
