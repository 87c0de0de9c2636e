// Vite bundles React for development wherever NODE_ENV already says something else than production, and the test runners set it: a
// window bundled by a test or a benchmark would be another, slower one than the one that people get. And where nothing is set Vite
// leaves it set to production, so that what is started afterwards, tests above all, would run another React.

/** Calls `make` as if nobody had set NODE_ENV; afterwards it is what it was. */
export async function asProduction<Result>(make: () => Promise<Result>): Promise<Result> {
  const former = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await make();
  } finally {
    if (former === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = former;
  }
}
