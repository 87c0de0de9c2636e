// Whether the gallery shows every control: what the files of renderer/design/ export as components, against the elements that stand
// within a <Specimen> in renderer/design/gallery/.
import { type ESTree, Visitor } from 'vite';
import type { SourceFile } from './source-files.ts';

const control = /^renderer\/design\/[^/]+\.tsx$/;
const gallery = /^renderer\/design\/gallery\/[^/]+\.tsx$/;

/** Each component that no specimen shows, with what to do about it. */
export function findUnshownControls(files: readonly SourceFile[]): string[] {
  const shown = new Set(files.filter(({ path }) => gallery.test(path)).flatMap(listShown));
  return files
    .filter(({ path }) => control.test(path))
    .flatMap((file) => listComponents(file).map((name) => ({ name, path: file.path })))
    .filter(({ name }) => !shown.has(name))
    .map(({ name, path }) => `${path}: expected <${name}> within a <Specimen> in renderer/design/gallery/, found none`);
}

/** Exported functions whose names begin with a capital. */
function listComponents({ program }: SourceFile): string[] {
  const names: string[] = [];
  new Visitor({
    ExportNamedDeclaration: ({ declaration }) => {
      if (declaration?.type === 'FunctionDeclaration') names.push(declaration.id?.name ?? '');
      if (declaration?.type !== 'VariableDeclaration') return;
      for (const { id, init } of declaration.declarations) {
        if (id.type === 'Identifier' && init?.type !== undefined && /Function/.test(init.type)) names.push(id.name);
      }
    },
  }).visit(program);
  return names.filter((name) => /^[A-Z]/.test(name));
}

function listShown({ program }: SourceFile): string[] {
  const names: string[] = [];
  let depth = 0;
  const nameOf = ({ openingElement: { name } }: ESTree.JSXElement): string => (name.type === 'JSXIdentifier' ? name.name : '');
  new Visitor({
    JSXElement: (element) => {
      if (nameOf(element) === 'Specimen') depth++;
      else if (depth > 0) names.push(nameOf(element));
    },
    'JSXElement:exit': (element) => {
      if (nameOf(element) === 'Specimen') depth--;
    },
  }).visit(program);
  return names;
}
