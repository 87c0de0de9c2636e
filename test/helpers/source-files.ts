// The project's source files as the architecture test sees them: path, text and syntax tree. The tree comes from the parser
// that Vite brings along, so that a word in a comment or a string is never taken for code.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';

export interface SourceFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly program: ESTree.Program;
  /** Every module named by import, export … from, import(), and import('…') where a type stands. */
  readonly imports: readonly string[];
}

export const rooms = ['engine', 'electron', 'renderer', 'build', 'test'] as const;
export type Room = (typeof rooms)[number];

const sourcePattern = /\.(ts|tsx|mts|cts)$/;

export function getRoom(path: string): Room | null {
  return rooms.find((room) => path.startsWith(`${room}/`)) ?? null;
}

/** AssemblyScript: TypeScript's syntax with decorators on functions, which the parser does not know. */
export function isAssemblyScript(path: string): boolean {
  return path.endsWith('.as.ts');
}

export function parseSource(path: string, text: string): SourceFile {
  const code = isAssemblyScript(path) ? text.replaceAll(/@\w+(\.\w+)*(\([^)]*\))?/g, (decorator) => ' '.repeat(decorator.length)) : text;
  const { program, module, errors } = parseSync(path, code);
  if (errors[0] && !isAssemblyScript(path)) throw new Error(`${path}: expected TypeScript, found: ${errors[0].message}`);
  const imports = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => readLiteral(code.slice(moduleRequest.start, moduleRequest.end))),
    ...readTypeImports(program, code),
  ];
  return { path, text, program, imports: [...new Set(imports)] };
}

/** Reads the whole tree: every room, and the configuration files beside them. */
export function readSourceFiles(projectFolder: string): SourceFile[] {
  const beside = readdirSync(projectFolder).filter((name) => sourcePattern.test(name));
  const inside = rooms.flatMap((room) =>
    readdirSync(join(projectFolder, room), { recursive: true, encoding: 'utf8' })
      .map((path) => `${room}/${path.replaceAll('\\', '/')}`)
      .filter((path) => sourcePattern.test(path) && !path.includes('node_modules/')),
  );
  return [...beside, ...inside].sort().map((path) => parseSource(path, readFileSync(join(projectFolder, path), 'utf8')));
}

/** Where an import leads: a path in the project, or null for a package. */
export function resolveImport(file: SourceFile, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file.path), specifier)) : null;
}

/** The modules of `import('…').Name` and `typeof import('…')` in types, which the parser's own list of imports leaves out. */
function readTypeImports(program: ESTree.Program, code: string): string[] {
  if (!code.includes('import(')) return [];
  const found: string[] = [];
  new Visitor({ TSImportType: ({ source }) => void found.push(source.value) }).visit(program);
  return found;
}

function readLiteral(code: string): string[] {
  const literal = /^\s*(['"`])([^'"`$]*)\1\s*$/.exec(code);
  return literal?.[2] === undefined ? [] : [literal[2]];
}
