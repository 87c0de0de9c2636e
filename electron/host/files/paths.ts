// Where things are, decided here alone: what comes with the product, and the user's folders. The same answer holds for the
// bundle, where this file lies one level below the folder that holds assets/ (dist/), and for the sources, where it lies three.
import { existsSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const productFolder = findProductFolder();

/** Tells the version. */
export const packageFile = join(productFolder, 'package.json');
/** Templates, schemas and sample images; read only. */
export const assetsFolder = join(productFolder, 'assets');
export const templatesFolder = join(assetsFolder, 'templates');

const name = 'receptive';

/** Decoded images and sample images: kept between runs, safe to delete at any time. */
export function getCacheFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, name);
  if (platform === 'win32') return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), name, 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', name);
  return join(homedir(), '.cache', name);
}

/** Decoded pixels of opened image folders. */
export function getImageCacheFolder(): string {
  return join(getCacheFolder(), 'images');
}

/** The sample images as class folders, written on first use. */
export function getSampleImagesFolder(): string {
  return join(getCacheFolder(), 'samples');
}

/** Where they are written instead when the cache can't be: a folder of this user's own. */
export function getTemporarySamplesFolder(): string {
  return join(tmpdir(), `${name}-samples-${userInfo().username}`);
}

/** Settings and drafts: belongs to the person, kept. */
export function getUserDataFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (environment.XDG_CONFIG_HOME) return join(environment.XDG_CONFIG_HOME, name);
  if (platform === 'win32') return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), name);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name);
  return join(homedir(), '.config', name);
}

function findProductFolder(): string {
  for (const place of ['..', '../../..']) {
    const folder = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(join(folder, 'assets'))) return folder;
  }
  throw new Error('Expected assets/ beside dist/, found none: install the application again');
}
