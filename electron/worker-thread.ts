// Starts a worker thread from where it lies: beside the bundle's entries, or as TypeScript source during development and in
// tests, where the loader must be registered before the thread imports anything.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** The first of `names`, relative to `base`, that exists. Throws where the program was built without it. */
export function findWorkerFile(names: readonly string[], base: string): URL {
  for (const name of names) {
    const url = new URL(name, base);
    if (existsSync(fileURLToPath(url))) return url;
  }
  throw new Error(`${names.at(-1)} was expected beside ${base}: build the application again (npm run build)`);
}

export function startWorkerThread(url: URL, workerData: unknown): Worker {
  if (!url.pathname.endsWith('.ts')) return new Worker(url, { workerData });
  const loader = new URL('dist/esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))).href;
  const program = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(url.href)}); })`;
  return new Worker(program, { eval: true, workerData });
}
