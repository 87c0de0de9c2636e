// How far something has come, told at most ten times a second: more is more than anybody reads, and the window draws each of them.

const intervalMilliseconds = 100;

/** Tells the first, and then one behind every interval. */
export function atIntervals(tell: (done: number, total: number) => void): (done: number, total: number) => void {
  let told = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    if (performance.now() - told < intervalMilliseconds) return;
    told = performance.now();
    tell(done, total);
  };
}
