// Where things are: the project's folders, and the per-user cache that outlives them.
// Everything else in build/ asks here, so that no script depends on the folder it is started from.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const distFolder = join(projectFolder, 'dist');
export const outputFolder = join(projectFolder, 'out');

/** A path inside the project, from its parts. */
export function projectPath(...parts: readonly string[]): string {
  return join(projectFolder, ...parts);
}

/** The user's cache folder for this product: kept between checkouts, safe to delete at any time. */
export function getCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'receptive');
  if (process.platform === 'win32' && environment.LOCALAPPDATA) return join(environment.LOCALAPPDATA, 'receptive', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'receptive');
  return join(homedir(), '.cache', 'receptive');
}

/** The JavaScript file behind a package's command, to be run by this very Node (no shell, no wrapper process). */
export function getPackageFile(packageName: string, file: string): string {
  const path = projectPath('node_modules', packageName, file);
  if (!existsSync(path)) throw new Error(`Expected ${packageName} in node_modules, found no ${file} of it. Run: npm ci`);
  return path;
}
