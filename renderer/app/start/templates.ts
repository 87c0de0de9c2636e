// The networks that come with the application, bundled into the page from assets/templates.
import type { GraphDocument } from '../../../engine/document/document.ts';
import { parseDocument } from '../../../engine/document/parse.ts';
import { type TemplateId, templateTexts } from './words.ts';

export interface Template {
  /** The file's name without its ending: `lenet`. */
  readonly id: TemplateId;
  readonly document: GraphDocument;
}

const files = import.meta.glob<unknown>('../../../assets/templates/*.json', { eager: true, import: 'default' });

function readTemplate([path, data]: [string, unknown]): Template {
  const id = path.replace(/^.*\//, '').replace(/\..*$/, '');
  const parsed = parseDocument(data);
  if (!parsed.ok) throw new Error(`template ${id}: ${JSON.stringify(parsed.diagnostics)}`);
  if (!(id in templateTexts.en)) throw new Error(`expected a name of the template ${id} in words.ts, found none`);
  return { id: id as TemplateId, document: parsed.value };
}

/** The first one is LeNet, the one the first screen trains. */
export const templates: readonly Template[] = Object.entries(files)
  .map(readTemplate)
  .sort((first, second) => Number(second.id === 'lenet') - Number(first.id === 'lenet') || first.id.localeCompare(second.id));
