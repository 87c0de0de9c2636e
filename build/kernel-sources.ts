// Reads the kernels' sources: what each kernel takes, and the constants that a file exports for the ways beside it (sizes of scratch
// and of blocks), so that neither has to be said a second time in TypeScript.
// A kernel is an exported function `name(step: NameStep, tile: i32, scratch: usize): void`; its arguments are the fields of that
// @unmanaged class. A constant is `export const UPPER_CASE: usize | i32 = …` of numbers, + − × ÷ and other such constants.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const fieldKinds = { usize: 'buffer', i32: 'integer', f32: 'float' } as const;
export type FieldKind = (typeof fieldKinds)[keyof typeof fieldKinds];

export interface Kernel {
  readonly name: string;
  readonly className: string;
  readonly file: string;
  readonly fields: readonly (readonly [string, FieldKind])[];
}

function parseFields(file: string, className: string, body: string): Kernel['fields'] {
  return withoutComments(body)
    .split(';')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^(\w+)\s*:\s*(usize|i32|f32)$/.exec(line);
      if (match === null) throw new Error(`${file}: class ${className}: expected "name: usize | i32 | f32", found "${line}"`);
      return [match[1] as string, fieldKinds[match[2] as keyof typeof fieldKinds]] as const;
    });
}

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*/g, '');

export function parseKernels(file: string): Kernel[] {
  const text = readFileSync(file, 'utf8');
  const classes = new Map<string, Kernel['fields']>();
  for (const match of text.matchAll(/@unmanaged\s*(?:export\s+)?class\s+(\w+)\s*\{([\s\S]*?)\n\}/g)) {
    classes.set(match[1] as string, parseFields(file, match[1] as string, match[2] as string));
  }
  return [...text.matchAll(/^export function (\w+)\(step: (\w+), tile: i32, scratch: usize\): void/gm)].map((match) => {
    const [, name, className] = match as unknown as [string, string, string];
    const fields = classes.get(className);
    if (fields === undefined)
      throw new Error(`${file}: kernel ${name} takes ${className}: expected an @unmanaged class of that name in the same file`);
    return { name, className, file, fields };
  });
}

export type Constants = Readonly<Record<string, number>>;

/** The exported constants of a file, computed. */
export function parseConstants(file: string): Constants {
  const { constants, exported } = readDeclarations(file);
  for (const name of exported)
    if (!constants.has(name)) throw new Error(`${file}: ${name} is exported: expected "export const ${name}: usize | i32 = …" in capitals`);
  return Object.fromEntries(exported.map((name) => [name, valueIn(file, name)]));
}

interface Declarations {
  /** What a constant is made of, by name. */
  readonly constants: ReadonlyMap<string, string>;
  readonly exported: readonly string[];
  /** The file that a name comes from. */
  readonly imports: ReadonlyMap<string, string>;
}

function readDeclarations(file: string): Declarations {
  const text = withoutComments(readFileSync(file, 'utf8'));
  const imports = [...text.matchAll(/^import \{([^}]*)\} from '([^']+)';/gm)].flatMap(([, names, from]) =>
    (names as string).split(',').map((name) => [name.trim(), resolve(dirname(file), `${from}.ts`)] as const),
  );
  return {
    constants: new Map(
      [...text.matchAll(/^(?:export )?const ([A-Z][A-Z0-9_]*): (?:usize|i32) = (.+);/gm)].map(([, name = '', of = '']) => [name, of]),
    ),
    exported: [...text.matchAll(/^export const (\w+)/gm)].map(([, name = '']) => name),
    imports: new Map(imports),
  };
}

/** The value of a name as it is seen in `file`. */
function valueIn(file: string, name: string): number {
  const { constants, imports } = readDeclarations(file);
  const expression = constants.get(name);
  if (expression !== undefined) return evaluate(expression, (other) => valueIn(file, other));
  const from = imports.get(name);
  if (from === undefined) throw new Error(`${file}: ${name}: expected a constant of this file, or one that it imports by its own name`);
  return valueIn(from, name);
}

/** Sums and products of whole numbers, names and brackets, as AssemblyScript has them; casts change nothing. */
export function evaluate(expression: string, valueOfName: (name: string) => number): number {
  const tokens = expression.replace(/<(?:usize|i32)>/g, '').match(/\d[\d_]*|\w+|\S/g) ?? [];
  const refuse = (token: string | undefined): never => {
    throw new Error(`expected whole numbers, names, brackets and + - * /, found ${token ?? 'the end'} in "${expression}"`);
  };
  const factor = (): number => {
    const token = tokens.shift();
    if (token === '(') {
      const value = sum();
      return tokens.shift() === ')' ? value : refuse('an open bracket');
    }
    if (token !== undefined && /^\d[\d_]*$/.test(token)) return Number(token.replaceAll('_', ''));
    return token !== undefined && /^[A-Z]/.test(token) ? valueOfName(token) : refuse(token);
  };
  const product = (): number => {
    let value = factor();
    while (tokens[0] === '*' || tokens[0] === '/') value = tokens.shift() === '*' ? value * factor() : Math.trunc(value / factor());
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[0] === '+' || tokens[0] === '-') value = tokens.shift() === '+' ? value + product() : value - product();
    return value;
  };
  const value = sum();
  return tokens.length === 0 ? value : refuse(tokens[0]);
}
