// Documents of version 1, as the program of that time wrote them: they open, their one end is a classification with the loss that stood
// among the settings of training, and nothing else has changed.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../engine/document/parse.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';

const folder = new URL('version-1/', import.meta.url);
const templates = new URL('../../../assets/templates/', import.meta.url);
const files = readdirSync(folder);
const read = (base: URL, file: string): unknown => JSON.parse(readFileSync(new URL(file, base), 'utf8'));

function open(data: unknown) {
  const parsed = parseDocument(data);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.value;
}

describe('a document of version 1', () => {
  it('is there four times', () => {
    expect(files).toHaveLength(4);
    for (const file of files) expect(read(folder, file)).toMatchObject({ version: 1, training: { loss: { type: 'crossEntropy' } } });
  });

  it.each(files)('becomes the same document that today’s template is: %s', (file) => {
    const document = open(read(folder, file));
    expect(document).toEqual(open(read(templates, file)));
    expect(analyzeDocument(document).network?.output.definition.type).toBe('classification');
  });

  it('takes its loss along, with the settings of it', () => {
    const old = read(folder, 'lenet.receptive.json') as { training: object };
    const smoothed = open({ ...old, training: { ...old.training, loss: { type: 'crossEntropy', parameters: { labelSmoothing: 0.1 } } } });
    expect(smoothed.nodes.at(-1)).toMatchObject({
      type: 'classification',
      parameters: { loss: 'crossEntropy', labelSmoothing: 0.1, weight: 1 },
    });
    const squared = open({ ...old, training: { ...old.training, loss: { type: 'meanSquaredError', parameters: {} } } });
    expect(squared.nodes.at(-1)).toMatchObject({ parameters: { loss: 'meanSquaredError' } });
    expect(squared.training).not.toHaveProperty('loss');
  });
});
