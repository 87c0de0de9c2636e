// Rules about a file on its own: names instead of default exports, no `any` in what others see, no file too long to be read in
// one sitting, and nothing in the engine that would make a second run differ from the first.
import { type ESTree, Visitor } from 'vite';
import { isAssemblyScript, type SourceFile } from './source-files.ts';

const longestFile = 400;
const configurationFile = /^[^/]+\.config\.ts$/;

export function findDefaultExports(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !configurationFile.test(path))
    .flatMap(({ path, program }) => {
      let found = false;
      new Visitor({
        ExportDefaultDeclaration: () => {
          found = true;
        },
        ExportSpecifier: ({ exported }) => {
          if (exported.type === 'Identifier' && exported.name === 'default') found = true;
        },
      }).visit(program);
      return found ? [`${path} has a default export: export by name`] : [];
    });
}

/** `any` in an exported declaration, outside the bodies of functions: parameters, results, fields, type arguments, casts. */
export function findExportedAny(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, program, text }) => {
    const lines: number[] = [];
    let exports = 0;
    let bodies = 0;
    new Visitor({
      ExportNamedDeclaration: () => void exports++,
      'ExportNamedDeclaration:exit': () => void exports--,
      ExportDefaultDeclaration: () => void exports++,
      'ExportDefaultDeclaration:exit': () => void exports--,
      BlockStatement: () => void bodies++,
      'BlockStatement:exit': () => void bodies--,
      TSAnyKeyword: ({ start }) => {
        if (exports > 0 && bodies === 0) lines.push(getLine(text, start));
      },
    }).visit(program);
    return lines.map((line) => `${path}:${line} exports a type with any: say what it is, or unknown`);
  });
}

export function findLongFiles(files: readonly SourceFile[]): string[] {
  return files.filter(isWritten).flatMap((file) => {
    const length = countLines(file);
    return length > longestFile
      ? [`${file.path} has ${length} lines, at most ${longestFile} are allowed: which one thing does it do?`]
      : [];
  });
}

/** Lines of the file in the middle when they are sorted by length: half of the files are no longer. */
export function getMedianLength(files: readonly SourceFile[]): number {
  const lengths = files
    .filter(isWritten)
    .map(countLines)
    .sort((first, second) => first - second);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}

/** By a person, not by a program. */
function isWritten({ path }: SourceFile): boolean {
  return !path.includes('/generated/');
}

function countLines({ text }: SourceFile): number {
  return text.replace(/\n$/, '').split('\n').length;
}

const impureMembers: Readonly<Record<string, readonly string[]>> = {
  Math: ['random'],
  Date: ['now'],
  performance: ['now'],
  crypto: ['getRandomValues', 'randomUUID'],
};

/** In engine/: the clock and random numbers that no seed decides. (AssemblyScript included.) */
export function findImpureEngine(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('engine/'))
    .flatMap(({ path, program, text }) => {
      const found: string[] = [];
      const add = (node: ESTree.Node, name: string): void => void found.push(`${path}:${getLine(text, node.start)} uses ${name}`);
      new Visitor({
        MemberExpression: (node) => {
          if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return;
          const { name } = node.property;
          if (impureMembers[node.object.name]?.includes(name)) add(node, `${node.object.name}.${name}`);
        },
        NewExpression: (node) => {
          if (node.callee.type === 'Identifier' && node.callee.name === 'Date') add(node, 'new Date');
        },
      }).visit(program);
      return found.map(
        (sentence) => `${sentence}: the same seed must give the same bits${isAssemblyScript(path) ? ' in kernels, too' : ''}`,
      );
    });
}

function getLine(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
