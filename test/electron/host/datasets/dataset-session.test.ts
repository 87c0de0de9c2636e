// The open image folder: what the document asks for, read again when it asks for something else, one opening at a time.
import { describe, expect, test, vi } from 'vitest';
import { createDatasetHolds } from '../../../../electron/host/datasets/dataset-holds.ts';
import { createDatasetSession, type ImageSource } from '../../../../electron/host/datasets/dataset-session.ts';
import type { OpenResult } from '../../../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../../../engine/document/document.ts';
import type { WindowEvent } from '../../../../engine/protocol.ts';
import { createDataset, createNetwork } from '../../../helpers/small-values.ts';

function createSession(open: ImageSource['open']) {
  const events: WindowEvent[] = [];
  const release = vi.fn();
  const source: ImageSource = {
    open: vi.fn(open),
    openSamples: vi.fn((reading, onProgress, signal) => open('/samples', reading, onProgress, signal)),
  };
  const hold = createDatasetHolds(release);
  const session = createDatasetSession(source, hold(), (event) => events.push(event));
  return { session, source, events, release, hold };
}

const openAnything: ImageSource['open'] = async (folder, { settings }) => ({
  kind: 'opened',
  dataset: createDataset({ folder, settings }),
});

describe('an opened folder', () => {
  const open = async (change?: (document: GraphDocument) => GraphDocument) => {
    const made = createSession(openAnything);
    const document = createNetwork({ height: 8, width: 8, channels: 1 });
    await made.session.openFolder('/images', document);
    const prepared = await made.session.prepare(change?.(document) ?? document);
    return { ...made, prepared };
  };

  test('is used as it is for the same document, also when other layers changed', async () => {
    const { source, prepared, session } = await open((document) => ({ ...document, name: 'other', nodes: document.nodes.slice(0, 1) }));
    expect(source.open).toHaveBeenCalledOnce();
    expect(prepared).toEqual({ kind: 'opened', dataset: session.getCurrent() });
  });

  test.each<[string, (document: GraphDocument) => GraphDocument]>([
    ['another input size', () => createNetwork({ height: 9, width: 8, channels: 1 })],
    ['colours', () => createNetwork({ height: 8, width: 8, channels: 3 })],
    ['another fit', (document) => ({ ...document, images: { ...document.images, fit: 'cover' } })],
    ['another background', (document) => ({ ...document, images: { ...document.images, background: [0, 0, 1] } })],
    ['another split', (document) => ({ ...document, images: { ...document.images, validationShare: 0.3 } })],
    ['another seed', (document) => ({ ...document, training: { ...document.training, seed: 2 } })],
  ])('is read again, once, for %s', async (_, change) => {
    const { source, session } = await open(change);
    expect(source.open).toHaveBeenCalledTimes(2);
    expect(vi.mocked(source.open).mock.calls[1]?.[0]).toBe('/images');
    await session.prepare(change(createNetwork({ height: 8, width: 8, channels: 1 })));
    expect(source.open).toHaveBeenCalledTimes(2);
  });

  test('that nobody holds any more is given back, and not before', async () => {
    const { session, release, hold } = createSession(openAnything);
    const document = createNetwork({ height: 8, width: 8, channels: 1 });
    await session.openFolder('/one', document);
    const run = hold();
    const first = session.getCurrent();
    run.set(first);
    run.set(first);
    await session.openFolder('/two', document);
    expect(release).not.toHaveBeenCalled();
    run.set(session.getCurrent());
    expect(release.mock.calls).toEqual([[first]]);
  });
});

test('nothing is prepared where no folder is open', async () => {
  expect(await createSession(openAnything).session.prepare(createNetwork({}))).toBeUndefined();
});

test('a folder that can’t be opened leaves none open; a cancelled one leaves the one before', async () => {
  const results: OpenResult[] = [
    { kind: 'opened', dataset: createDataset({}) },
    { kind: 'cancelled' },
    { kind: 'problem', problems: [{ id: 'no-images', severity: 'error', values: {}, path: '/' }], skipped: [] },
  ];
  const { session } = createSession(async () => results.shift() as OpenResult);
  const document = createNetwork({});
  await session.openFolder('/one', document);
  await session.openFolder('/two', document);
  expect(session.getCurrent()).toBeDefined();
  await session.openFolder('/three', document);
  expect(session.getCurrent()).toBeUndefined();
});

test('opening another folder cancels the first, whose late result is not used; cancelling does the same', async () => {
  const signals: AbortSignal[] = [];
  const finish: ((result: OpenResult) => void)[] = [];
  const { session } = createSession((_folder, _reading, _onProgress, signal) => {
    signals.push(signal);
    return new Promise((resolve) => finish.push(resolve));
  });
  const document = createNetwork({});
  const first = session.openFolder('/one', document);
  const second = session.openSamples(document);
  expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
  finish[0]?.({ kind: 'opened', dataset: createDataset({ folder: '/one' }) });
  expect(await first).toEqual({ kind: 'cancelled' });
  expect(session.getCurrent()).toBeUndefined();
  session.cancel();
  finish[1]?.({ kind: 'cancelled' });
  expect([await second, signals[1]?.aborted]).toEqual([{ kind: 'cancelled' }, true]);
});

test('progress is told to the window', async () => {
  const { session, events } = createSession(async (folder, _reading, onProgress) => {
    onProgress({ phase: 'decode', done: 1, total: 2 });
    return { kind: 'opened', dataset: createDataset({ folder }) };
  });
  await session.openFolder('/one', createNetwork({}));
  expect(events).toEqual([{ kind: 'dataset-progress', phase: 'decode', done: 1, total: 2 }]);
});
