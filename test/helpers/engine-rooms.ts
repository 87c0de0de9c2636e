// The rooms of the engine from below: a file imports from its own room and from those on lower floors, so that whoever reads a
// room has to know only what lies beneath it. Types count, and kernels do. Rooms of one floor do not know each other.

/** Folders of engine/, and the one file on top. */
export const engineFloors: readonly (readonly string[])[] = [
  ['base'],
  ['operations'],
  ['losses', 'optimizers', 'schedules'],
  ['layers'],
  ['document'],
  ['network'],
  ['program'],
  ['backends/reference'],
  ['backends/wasm'],
  ['images', 'datasets'],
  ['train'],
  ['exporters'],
  ['lab'],
  ['words'],
  ['protocol.ts'],
];

/** path: relative to the project. Null where it is in none of the rooms. */
export function findEngineRoom(path: string): string | null {
  return engineFloors.flat().find((room) => path === `engine/${room}` || path.startsWith(`engine/${room}/`)) ?? null;
}

export function isBelow(lower: string, room: string): boolean {
  const floorOf = (name: string): number => engineFloors.findIndex((floor) => floor.includes(name));
  return floorOf(lower) < floorOf(room);
}
