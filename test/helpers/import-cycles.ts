// Circles of imports: of files, and of folders. A folder and what lies beside it may depend on each other in one direction only, at
// every depth: `runs/` on `datasets/` or the other way round, `list.ts` on `layers/` or the other way round. Types count.
import { resolveImport, type SourceFile } from './source-files.ts';

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Circles of files that import one another, each once, as "a → b → a". */
export function findImportCycles(files: readonly SourceFile[]): string[] {
  const graph = new Map<string, Set<string>>(files.map(({ path }) => [path, new Set()]));
  for (const { from, to } of listImports(files)) graph.get(from)?.add(to);
  return findCycles(graph).map((cycle) => cycle.join(' → '));
}

/**
 * Circles of neighbours in one folder (folders, or a folder and a file) anywhere below `folder`, as "a/ → b/ → a/" with an import
 * for each arrow. Circles of files alone are findImportCycles's.
 */
export function findFolderCycles(files: readonly SourceFile[], folder: string): string[] {
  const inside = listImports(files.filter(({ path }) => path.startsWith(`${folder}/`)));
  const graphs = new Map<string, Map<string, Set<string>>>();
  const witnesses = new Map<string, Import>();
  for (const { from, to } of inside) {
    const [one, other, parent] = findNeighbours(from, to);
    const graph = graphs.get(parent) ?? new Map<string, Set<string>>();
    graphs.set(parent, graph.set(one, (graph.get(one) ?? new Set()).add(other)));
    witnesses.set(`${one} ${other}`, witnesses.get(`${one} ${other}`) ?? { from, to });
  }
  return [...graphs.values()]
    .flatMap(findCycles)
    .filter((cycle) => cycle.some((name) => name.endsWith('/')))
    .map((cycle) => {
      const arrows = cycle.slice(1).map((name, index) => witnesses.get(`${cycle[index]} ${name}`));
      return `${cycle.join(' → ')} (${arrows.map((arrow) => `${arrow?.from} imports ${arrow?.to}`).join(', ')})`;
    });
}

/** The two that lie beside each other and hold the two files (a folder's name ends in a slash), and the folder they lie in. */
function findNeighbours(from: string, to: string): readonly [one: string, other: string, parent: string] {
  const [one, other] = [from.split('/'), to.split('/')];
  const depth = one.findIndex((name, index) => name !== other[index]);
  const neighbour = (parts: readonly string[]): string => parts.slice(0, depth + 1).join('/') + (parts.length > depth + 1 ? '/' : '');
  return [neighbour(one), neighbour(other), one.slice(0, depth).join('/')];
}

function listImports(files: readonly SourceFile[]): readonly Import[] {
  const known = new Set(files.map(({ path }) => path));
  return files.flatMap((file) =>
    file.imports.flatMap((specifier) => {
      const to = resolveImport(file, specifier);
      return to !== null && to !== file.path && known.has(to) ? [{ from: file.path, to }] : [];
    }),
  );
}

/** Each circle from its first name to the same name again; a node that several circles share may hide some of them. */
function findCycles(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (name: string): void => {
    const position = trail.indexOf(name);
    if (position >= 0) cycles.push([...trail.slice(position), name]);
    if (position >= 0 || finished.has(name)) return;
    trail.push(name);
    for (const next of graph.get(name) ?? []) visit(next);
    trail.pop();
    finished.add(name);
  };
  for (const name of graph.keys()) visit(name);
  return cycles;
}
