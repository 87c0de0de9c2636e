// The rooms' walls: who may import whom, in the engine from below only, which packages a room may use. The tables are those of the
// design; each violation is one sentence, with the file it stands in. Circles have a file of their own (import-cycles.ts).

import { isBuiltin } from 'node:module';
import { findElectronRoom } from './electron-rooms.ts';
import { findEngineRoom, isBelow } from './engine-rooms.ts';
import { getRendererObjection } from './renderer-rooms.ts';
import { getRoom, type Room, resolveImport, type SourceFile } from './source-files.ts';

const allowedRooms: Readonly<Record<Room, readonly string[]>> = {
  engine: ['engine'],
  electron: ['electron', 'engine', 'assets'],
  renderer: ['renderer', 'engine', 'assets'],
  build: ['build'],
  test: ['test', 'engine', 'electron', 'renderer', 'build', 'assets'],
};

/** Pure packages only: no DOM, no Node, nothing with a clock or a random number of its own. */
const enginePackages = ['zod', '@noble/hashes', 'intl-messageformat'];

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
    if (room === 'engine') return getEngineObjection(file.path, target);
    if (room === 'renderer') return getRendererObjection(file.path, target);
    return room === 'electron' ? getElectronObjection(file.path, target) : null;
  }
  const packageName = getPackageName(specifier);
  if (room === 'engine' && !enginePackages.includes(packageName)) return `engine/ may use only the packages ${enginePackages.join(', ')}`;
  if (room === 'electron' && packageName === 'electron' && findElectronRoom(file.path)?.knowsElectron !== true)
    return 'only electron/app may know Electron';
  if (room === 'renderer' && (packageName === 'electron' || isBuiltin(specifier))) return 'the window has neither Electron nor Node';
  return null;
}

function getEngineObjection(path: string, target: string): string | null {
  const [room, entered] = [findEngineRoom(path), findEngineRoom(target)];
  if (room === null || entered === null) return `${room === null ? path : target} stands in no room of the engine`;
  return room === entered || isBelow(entered, room) ? null : `${entered} is not below ${room}`;
}

function getElectronObjection(path: string, target: string): string | null {
  if (!target.startsWith('electron/')) return null;
  const [room, entered] = [findElectronRoom(path), findElectronRoom(target)];
  if (room === undefined || entered === undefined) return `${room === undefined ? path : target} stands in no room of electron/`;
  if (room === entered || room.imports.includes(entered.name)) return null;
  return `electron/${room.name} may import only from ${['itself', ...room.imports].join(', ')}`;
}
