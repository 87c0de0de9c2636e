// Sentences in code: strings of several words in the engine, in the window and in electron/, outside the files that hold their words, and
// what a component of the window shows or says of itself in a single word. What only we read may stay English (errors that are thrown, what
// goes to a developer's console, names of samples, descriptions in JSON Schemas), and so may the listing of a program, which is not
// translated yet.
import { type ESTree, Visitor } from 'vite';
import type { SourceFile } from './source-files.ts';

/** The catalogue, samples of controls, and rooms whose strings are parts of a listing for those who look under the floor: operations, rewrites, ways. */
const exempt =
  /(^|\/)(words|words\.zh|host|host\.zh|samples)\.ts$|\/samples\/|^electron\/cli\/words\/|^renderer\/design\/gallery\/|^engine\/(operations|program|backends\/wasm\/(ways|generated)|backends\/wasm\/plan\/explain\.ts)|\.as\.ts$/;

/** Two words of two letters and more side by side. */
const sentence = /\p{L}{2,} \p{Ll}{2,}/u;

const letter = /\p{L}/u;
/** The application's name, and what style sheets would hold. */
const wordless = /^Receptive$|\bsans-serif$|^color-mix\(/;
/** Properties of components whose strings are shown or said. */
const said = /^(label|title|text|description|placeholder|help|reason|words|alt|aria-label|aria-roledescription|aria-description|\w+Label)$/;

/** What stands in a property as it is: a string, or the strings of a template. */
function wordsIn(value: ESTree.JSXAttribute['value']): string {
  if (value?.type === 'Literal') return String(value.value);
  if (value?.type !== 'JSXExpressionContainer') return '';
  const { expression } = value;
  if (expression.type === 'Literal' && typeof expression.value === 'string') return expression.value;
  return expression.type === 'TemplateLiteral' ? expression.quasis.map(({ value: { raw } }) => raw).join(' ') : '';
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Places where only we read: thrown errors, the console, answers to requests, samples' names, descriptions of schemas. */
function privatePlaces(program: ESTree.Program): Range[] {
  const places: Range[] = [];
  const nameOf = (node: ESTree.Node): string | undefined => (node.type === 'Identifier' ? node.name : undefined);
  new Visitor({
    NewExpression: (node) => {
      if (/(Error|Lost|Response)$/.test(nameOf(node.callee) ?? '')) places.push(node);
    },
    CallExpression: (node) => {
      // an error's own constructor; texts in both languages; descriptions of schemas; the developer's console
      if (node.callee.type === 'Super' || nameOf(node.callee) === 'defineTexts') places.push(node);
      if (node.callee.type !== 'MemberExpression') return;
      const { object, property } = node.callee;
      if (nameOf(property) === 'describe' || nameOf(object) === 'console') places.push(node);
    },
    Property: (node) => {
      if (['name', 'title', 'description'].includes(nameOf(node.key) ?? '')) places.push(node.value);
    },
    JSXAttribute: (node) => {
      if (node.name.type === 'JSXIdentifier' && ['key', 'className'].includes(node.name.name)) places.push(node);
    },
    VariableDeclarator: (node) => {
      if (nameOf(node.id)?.endsWith('Description')) places.push(node);
    },
  }).visit(program);
  return places;
}

/** "engine/network/ports.ts: “takes values”" for every sentence that stands in code. */
export function findSentences(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^(engine|renderer|electron)\//.test(path) && !exempt.test(path))
    .flatMap(({ path, program }) => {
      const places = privatePlaces(program);
      const found: string[] = [];
      const check = ({ start, end }: Range, text: string): void => {
        const isPrivate = places.some((place) => place.start <= start && end <= place.end);
        if (!isPrivate && sentence.test(text) && !wordless.test(text)) found.push(`${path}: “${text}”`);
      };
      new Visitor({
        Literal: (node) => {
          if (typeof node.value === 'string') check(node, node.value);
        },
        TemplateElement: (node) => check(node, node.value.raw),
        JSXText: (node) => {
          if (letter.test(node.value) && !wordless.test(node.value)) found.push(`${path}: “${node.value.trim()}”`);
        },
        JSXAttribute: ({ name, value }) => {
          const text = name.type === 'JSXIdentifier' && said.test(name.name) ? wordsIn(value) : '';
          if (letter.test(text)) found.push(`${path}: “${text}”`);
        },
      }).visit(program);
      return found;
    });
}
