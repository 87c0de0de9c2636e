// The window's export: a place that refuses the model costs nothing, and outputs that are none make no file.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createModelCommands } from '../../../../electron/app/commands/models.ts';
import type { Predictor } from '../../../../electron/host/runs/trainer.ts';
import { succeed } from '../../../../engine/base/diagnostics.ts';
import { parseModelText } from '../../../../engine/exporters/model-json.ts';
import { type Sentence, saySentence } from '../../../../engine/words/texts.ts';
import { smallSource } from '../../../engine/exporters/small-model.ts';
import { createDataset } from '../../../helpers/small-values.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The dialogs to save answer with these paths, one after the other; then they are cancelled. */
function createCommands(probabilities: readonly number[], ...answers: string[]) {
  const { document, classes, normalization, weights, summary, testVectors } = smallSource();
  const network = { document, classes, normalization, weights, summary, testImages: testVectors.map(({ input }) => input) };
  const predictor: Predictor = {
    isOpen: () => true,
    predict: async () => network.testImages.map(() => ({ classes: [...classes], probabilities: [...probabilities] })),
    evaluate: async () => undefined,
    dispose: async () => undefined,
  };
  const saveFile = vi.fn(async (_title: Sentence) => answers.shift());
  const commands = createModelCommands({
    dialogs: { openFile: async () => undefined, openFolder: async () => undefined, saveFile },
    settings: {
      read: async () => ({ workers: 1, availableWorkers: 1, theme: 'system', language: 'system' }),
      language: async () => 'en',
    },
    datasets: { getCurrent: () => undefined },
    training: { getLearned: async () => succeed({ network, predictor, dataset: createDataset({}) }) },
    send: () => undefined,
  });
  return { commands, titles: () => saveFile.mock.calls.map(([title]) => saySentence(title, 'en')) };
}

test('a place that refuses the model makes way for another, with the reason', async () => {
  const [nowhere, path] = [join(folder, 'gone', 'model.json'), join(folder, 'rescued.json')];
  const { commands, titles } = createCommands([0.5, 0.25, 0.25], nowhere, nowhere, path);
  expect(await commands.exportModel({})).toEqual({ kind: 'saved', path });
  expect(titles()).toEqual([
    'Export the trained model',
    ...Array(2).fill('Not written: There is no such file or folder. Choose another place'),
  ]);
  expect(parseModelText(readFileSync(path, 'utf8'))).toMatchObject({ ok: true });
});

test('an export that was given up can be made again: the model is kept', async () => {
  const [nowhere, path] = [join(folder, 'gone', 'model.json'), join(folder, 'later.json')];
  const { commands } = createCommands([0.5, 0.25, 0.25], nowhere);
  expect(await commands.exportModel({})).toMatchObject({ kind: 'failed', diagnostics: [{ id: 'file-missing', path: nowhere }] });
  expect(await commands.exportModel({ path })).toEqual({ kind: 'saved', path });
});

test.each([[[Number.NaN, 0, 0]], [[0, 0, 0]], [[Number.POSITIVE_INFINITY, 0, 0]]])(
  'test outputs %j make no file, and say so',
  async (probabilities) => {
    const path = join(folder, 'unsound.json');
    const { commands } = createCommands(probabilities);
    expect(await commands.exportModel({ path })).toMatchObject({ kind: 'failed', diagnostics: [{ id: 'test-outputs-unsound' }] });
    expect(existsSync(path)).toBe(false);
  },
);
