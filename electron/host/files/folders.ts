// Makes a folder and those above it. Node 20's own recursive mkdir never returns where a file system answers that a new name is
// missing though its parent is there, as /proc does: whoever named such a place would wait for ever.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Throws the system's error where one can't be made. */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder) && folder !== dirname(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) {
    try {
      mkdirSync(folder);
    } catch (error) {
      // another process may have made it meanwhile
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
