// Choosing and opening image folders, and the pixels of single images for the window's thumbnails.

import { type Diagnostic, fail, type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import { type OpenedDataset, recordPath, sizeOfRecord, summarizeDataset } from '../../../engine/datasets/image-folder.ts';
import type { CommandAnswer, ImageReference } from '../../../engine/protocol.ts';
import { words } from '../../../engine/words/host.ts';
import { sentence } from '../../../engine/words/texts.ts';
import type { DatasetSession, SessionResult } from '../../host/datasets/dataset-session.ts';
import { type CommandHandlers, createFailure } from '../ipc/answer.ts';
import type { Dialogs } from '../windows/dialogs.ts';
import { dialogTexts } from '../words.ts';

const { problem, fix } = messagesOf(words);

type DatasetCommands = Pick<
  CommandHandlers,
  'chooseImageFolder' | 'openImageFolder' | 'openSampleImages' | 'cancelOpenImages' | 'readImages'
>;

export const noDataset: Diagnostic = {
  ...problem('no-images-open'),
  fix: { ...fix('open-images'), changes: [] },
};

export function createDatasetCommands(dialogs: Dialogs, datasets: DatasetSession): DatasetCommands {
  return {
    async chooseImageFolder() {
      const folder = await dialogs.openFolder(sentence(dialogTexts, 'openFolder'));
      return folder === undefined ? { kind: 'cancelled' } : { kind: 'chosen', folder };
    },

    async openImageFolder(input) {
      const document = await readDocument(input.document);
      return document.ok ? describeResult(await datasets.openFolder(input.folder, document.value)) : createFailure(document.diagnostics);
    },

    async openSampleImages(input) {
      const document = await readDocument(input.document);
      return document.ok ? describeResult(await datasets.openSamples(document.value)) : createFailure(document.diagnostics);
    },

    async cancelOpenImages() {
      datasets.cancel();
      return { kind: 'done' };
    },

    async readImages(input) {
      const dataset = datasets.getCurrent();
      if (dataset === undefined) return createFailure([noDataset]);
      const records = findRecords(dataset, input.images);
      if (!records.ok) return createFailure(records.diagnostics);
      const { height, width, channels } = dataset.settings;
      const pixels = await readPixels(dataset, records.value);
      const images = records.value.map((record, index) => ({
        label: dataset.labels[record] ?? -1,
        path: recordPath(dataset.paths, record),
        bytes: Uint8Array.from(pixels[index] ?? []),
        ...(dataset.pixels.layout ? sizeOfRecord(dataset, record) : {}),
      }));
      return { kind: 'images', height, width, channels, images };
    },
  };
}

async function readDocument(data: unknown) {
  const { parseDocument } = await import('../../../engine/document/parse.ts');
  return parseDocument(data);
}

function describeResult(result: SessionResult): CommandAnswer<'openImageFolder'> {
  switch (result.kind) {
    case 'opened':
      return { kind: 'opened', dataset: summarizeDataset(result.dataset) };
    case 'problem':
      return { kind: 'problem', problems: [...result.problems], skipped: [...result.skipped] };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return createFailure(result.diagnostics);
  }
}

/** The records behind references, in their order. */
export function findRecords(dataset: OpenedDataset, references: readonly ImageReference[]): Outcome<readonly number[]> {
  const records: number[] = [];
  for (const { part, index } of references) {
    const record = dataset.parts[part]?.indices[index];
    if (record === undefined) {
      const count = dataset.parts[part]?.count ?? 0;
      return fail(problem('no-such-image', { part, index, last: count - 1 }));
    }
    records.push(record);
  }
  return succeed(records);
}

/** u8[height,width,channels] of each. */
export async function readPixels(dataset: OpenedDataset, records: readonly number[]): Promise<readonly Uint8Array[]> {
  const { readRecords } = await import('../../host/datasets/pixel-reader.ts');
  return readRecords(dataset.pixels, Int32Array.from(records));
}
