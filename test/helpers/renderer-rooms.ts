// The rooms of the window from below: a file imports from its own room and from those on lower floors. So controls know nothing of
// ours, what all screens share lies beneath them, and screens (one floor) know each other only through the document, the runs and
// the commands; `app` on top puts them together. What begins the page (main.tsx, configure.ts) belongs to `app`.

/** Folders of renderer/. */
export const rendererFloors: readonly (readonly string[])[] = [
  // controls and tokens; the page's way out to the main process
  ['design', 'bridge'],
  ['settings'],
  ['i18n'],
  ['messages'],
  ['commands', 'views'],
  ['document'],
  // what is trained on which images, and what comes of it: a run waits for images, and opening images waits for a run
  ['runs'],
  ['canvas', 'palette', 'inspector', 'data', 'export', 'files', 'panels'],
  ['app'],
];

/** path: relative to the project. Null where it is in none of the rooms. */
export function findRendererRoom(path: string): string | null {
  if (/^renderer\/[^/]+$/.test(path)) return 'app';
  return rendererFloors.flat().find((room) => path.startsWith(`renderer/${room}/`)) ?? null;
}

/** Why a file of the window may not import another one, or null. Both paths are relative to the project. */
export function getRendererObjection(path: string, target: string): string | null {
  const room = findRendererRoom(path);
  if (room === null) return `${path} stands in no room of the window`;
  if (!target.startsWith('renderer/')) return room === 'design' ? 'controls know nothing of ours' : null;
  const entered = findRendererRoom(target);
  if (entered === null) return `${target} stands in no room of the window`;
  const floorOf = (name: string): number => rendererFloors.findIndex((floor) => floor.includes(name));
  return room === entered || floorOf(entered) < floorOf(room) ? null : `${entered} is not below ${room}`;
}
