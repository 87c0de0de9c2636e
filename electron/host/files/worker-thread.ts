// Where the bundled worker threads lie: beside the other entries in dist/. The program run from source (tests, development)
// uses the same bundled workers, because a thread that loads TypeScript takes seconds to start and, on Node 20, two that
// register a loader at once can wait for each other for ever.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The worker of a name such as `pool-worker.js`, seen from the module at `base`. Throws where the program was built without it. */
export function findWorkerFile(name: string, base: string): URL {
  for (const place of [name, `../../../dist/${name}`]) {
    const url = new URL(place, base);
    if (existsSync(fileURLToPath(url))) return url;
  }
  throw new Error(`${name} was expected in dist/: build the application first (npm run build)`);
}
