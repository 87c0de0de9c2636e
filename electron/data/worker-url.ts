// Starts the decoding worker from where it lies: beside the bundle's entries, or as source beside this file (tests and
// development), where a worker thread needs the TypeScript loader registered before it imports anything.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { DecodeWorkerData } from './decode-job.ts';

/** The default worker. Throws where the program was built without it. */
export function findDecodeWorker(): URL {
  for (const name of ['decode-worker.ts', 'decode-worker.js', '../decode-worker.js']) {
    const url = new URL(name, import.meta.url);
    if (existsSync(fileURLToPath(url))) return url;
  }
  throw new Error(`decode-worker.js was expected beside ${import.meta.url}: bundle electron/data/decode-worker.ts as an entry`);
}

export function startDecodeWorker(url: URL, workerData: DecodeWorkerData): Worker {
  if (!url.pathname.endsWith('.ts')) return new Worker(url, { workerData });
  const loader = new URL('dist/esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))).href;
  const program = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(url.href)}); })`;
  return new Worker(program, { eval: true, workerData });
}
