// The rooms' walls: who may import whom, in the engine from below only, which packages a room may use, and no circles. The tables
// are those of the design; each rule gives one sentence a violation, with the file it stands in.
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { findEngineRoom, isBelow } from './engine-rooms.ts';
import { getRendererObjection } from './renderer-rooms.ts';
import { getRoom, type Room, type SourceFile } from './source-files.ts';

const allowedRooms: Readonly<Record<Room, readonly string[]>> = {
  engine: ['engine'],
  electron: ['electron', 'engine', 'assets'],
  renderer: ['renderer', 'engine', 'assets'],
  build: ['build'],
  test: ['test', 'engine', 'electron', 'renderer', 'build', 'assets'],
};

/** Pure packages only: no DOM, no Node, nothing with a clock or a random number of its own. */
const enginePackages = ['zod', '@noble/hashes'];

/** Where an import leads: a path in the project, or null for a package. */
function resolveImport(file: SourceFile, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file.path), specifier)) : null;
}

/** "@scope/name/part" → "@scope/name" */
function getPackageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

export function findForbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const room = getRoom(file.path);
    if (room === null) return [];
    return file.imports.flatMap((specifier) => {
      const reason = getObjection(file, room, specifier);
      return reason === null ? [] : [`${file.path} imports ${specifier}: ${reason}`];
    });
  });
}

function getObjection(file: SourceFile, room: Room, specifier: string): string | null {
  if (/^(\/|~|#|@\/|receptive(\/|$))/.test(specifier)) return 'an alias hides which room is entered; write the relative path';
  const target = resolveImport(file, specifier);
  if (target !== null) {
    const targetRoom = target.split('/')[0] ?? '';
    if (!allowedRooms[room].includes(targetRoom)) return `${room}/ may import only from ${allowedRooms[room].join(', ')}`;
    if (room === 'renderer') return getRendererObjection(file.path, target);
    return room === 'engine' ? getEngineObjection(file.path, target) : null;
  }
  const packageName = getPackageName(specifier);
  if (room === 'engine' && !enginePackages.includes(packageName)) return `engine/ may use only the packages ${enginePackages.join(', ')}`;
  if (room === 'renderer' && (packageName === 'electron' || isBuiltin(specifier))) return 'the window has neither Electron nor Node';
  return null;
}

function getEngineObjection(path: string, target: string): string | null {
  const [room, entered] = [findEngineRoom(path), findEngineRoom(target)];
  if (room === null || entered === null) return `${room === null ? path : target} stands in no room of the engine`;
  return room === entered || isBelow(entered, room) ? null : `${entered} is not below ${room}`;
}

/** Circles of files that import one another, each once, as "a → b → a". */
export function findImportCycles(files: readonly SourceFile[]): string[] {
  const known = new Map(files.map((file) => [file.path, file]));
  const cycles: string[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    const position = trail.indexOf(path);
    if (position >= 0) cycles.push([...trail.slice(position), path].join(' → '));
    if (position >= 0 || finished.has(path)) return;
    trail.push(path);
    const file = known.get(path);
    for (const specifier of file?.imports ?? []) {
      const target = file && resolveImport(file, specifier);
      if (target && known.has(target)) visit(target);
    }
    trail.pop();
    finished.add(path);
  };
  for (const file of files) visit(file.path);
  return cycles;
}
