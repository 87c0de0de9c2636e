// The rooms outside the page, and whom each may import besides itself. What a window and the command line share stands in host/,
// which is Node alone; app/ is the window's service and the only one that knows Electron. cli/ and app/ do not know each other.

interface ElectronRoom {
  /** Folder of electron/. */
  readonly name: string;
  readonly imports: readonly string[];
  /** May name the package 'electron'. */
  readonly knowsElectron: boolean;
}

const shared = ['host/files', 'host/images', 'host/datasets', 'host/runs', 'host/models'] as const;

export const electronRooms: readonly ElectronRoom[] = [
  { name: 'host/files', imports: [], knowsElectron: false },
  { name: 'host/images', imports: ['host/files'], knowsElectron: false },
  { name: 'host/datasets', imports: ['host/files', 'host/images'], knowsElectron: false },
  { name: 'host/runs', imports: ['host/files', 'host/datasets'], knowsElectron: false },
  { name: 'host/models', imports: ['host/files', 'host/runs'], knowsElectron: false },
  { name: 'app', imports: shared, knowsElectron: true },
  { name: 'cli', imports: shared, knowsElectron: false },
];

/** path: relative to the project. Undefined where it is in none of the rooms. */
export function findElectronRoom(path: string): ElectronRoom | undefined {
  return electronRooms.find(({ name }) => path.startsWith(`electron/${name}/`));
}
