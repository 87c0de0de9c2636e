// One hash over every file the bundle is made from: by content, because a checkout or a copy changes times at will.
// The sources are a few hundred small files, so this costs milliseconds.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './paths.ts';

const sourceFolders = ['build', 'electron', 'engine', 'renderer'];
/** Made from the sources beside it, by the kernel compiler. */
export const generatedFolder = join('engine', 'backends', 'wasm', 'generated');
const sourceFiles = ['package.json', 'package-lock.json', 'tsconfig.json'];

export function getSourcesHash(folder: string = projectFolder): string {
  const hash = createHash('sha256');
  const paths = sourceFolders.flatMap((room) => listFiles(folder, room)).concat(sourceFiles);
  for (const path of paths.sort()) {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function listFiles(folder: string, room: string): string[] {
  return readdirSync(join(folder, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith(generatedFolder));
}
