// How often the window is told of a run, and so draws it: often where drawing is cheap, seldom where it takes time from the
// workers (a machine without a graphics processor draws with the processor that trains). Drawing gets a share of a core:
// after every two seconds the interval is set to what one drawing has cost, divided by that share.

export interface DrawingPace {
  /** Milliseconds from one telling to the next. */
  interval(): number;
  /** A run with so many workers begins. */
  start(workers: number): void;
  /** The window has been told: it draws now. */
  told(): void;
}

export interface PaceOptions {
  readonly processors: number;
  /** Processor time that drawing has taken since the last call, in cores: 0.1 is a tenth of one. */
  readDrawing(): number;
  /** The interval has changed. */
  changed(interval: number): void;
  now(): number;
}

const shortest = 1000 / 30;
const longest = 2000;
/** A run's first seconds are drawn often, so that a short run is seen as well. */
const first = 100;
const adaptAfter = 2000;
/** Of a core, where the workers leave none free, and for each that they do. */
const shareOfWorkers = 0.01;
const shareOfFreeCore = 0.01;
const largestShare = 0.25;

export function createDrawingPace({ processors, readDrawing, changed, now }: PaceOptions): DrawingPace {
  let interval = first;
  let share = shareOfWorkers + shareOfFreeCore;
  let tellings = 0;
  let readAt = 0;

  const adapt = (): void => {
    const elapsed = now() - readAt;
    if (elapsed < adaptAfter) return;
    const cost = (readDrawing() * elapsed) / tellings;
    tellings = 0;
    readAt = now();
    const wanted = Math.min(longest, Math.max(shortest, cost / share));
    interval = (interval + wanted) / 2;
    changed(interval);
  };

  return {
    interval: () => interval,
    start(workers) {
      share = Math.min(largestShare, shareOfWorkers + shareOfFreeCore * Math.max(0, processors - workers));
      interval = first;
      changed(interval);
      readDrawing();
      tellings = 0;
      readAt = now();
    },
    told() {
      tellings++;
      adapt();
    },
  };
}
