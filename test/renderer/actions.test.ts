import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatasetSummary } from '../../engine/datasets/image-folder.ts';
import { type WantedImages, wantedImages } from '../../engine/datasets/wanted-images.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { followDocument } from '../../renderer/app/follow-document.ts';
import { startTemplate, trainSampleNetwork } from '../../renderer/app/start/start.ts';
import { templates } from '../../renderer/app/start/templates.ts';
import { send } from '../../renderer/bridge/bridge.ts';
import { say } from '../../renderer/commands/command.ts';
import { documentStore, getDocument, isUnsaved, resetDocument, undoEdit } from '../../renderer/document/document.ts';
import { draftDelayMilliseconds, keepDraft, restoreDraft } from '../../renderer/document/draft.ts';
import { addLayerAt, applyFix, setLayerParameter } from '../../renderer/document/edit.ts';
import { exportReason } from '../../renderer/export/export-model.ts';
import { newDocument, openDocument, saveDocument } from '../../renderer/files/files.ts';
import { workspaceStore } from '../../renderer/files/workspace.ts';
import { messageStore } from '../../renderer/messages/messages.ts';
import { datasetStore, needsReopening, noDataset } from '../../renderer/runs/dataset.ts';
import { openImages } from '../../renderer/runs/images.ts';
import { pinImage, previewStore } from '../../renderer/runs/preview.ts';
import { idleRun, runStore } from '../../renderer/runs/run.ts';
import { train, trainReason } from '../../renderer/runs/train.ts';
import { connectFakeBridge, names } from './fake-bridge.ts';

const summary = (height = 28): DatasetSummary => ({
  folder: '/images',
  classes: Array.from({ length: 10 }, (_, index) => `class ${index}`), // as many as LeNet has outputs
  settings: { height, width: height, channels: 1, fit: 'contain', background: [0, 0, 0] },
  parts: { training: { count: 80, perClass: Array(10).fill(8) }, validation: { count: 20, perClass: Array(10).fill(2) } },
  skipped: [],
  ignored: 0,
  warnings: [],
  normalization: { mean: [0.3], standardDeviation: [0.2] },
  fromCache: 0,
  decoded: 10,
  milliseconds: 5,
});
const opened = { kind: 'opened', dataset: summary() };
const folder = { kind: 'folder', folder: '/images' } as const;

function wishOf(document: GraphDocument): WantedImages {
  const wanted = wantedImages(document);
  if (!wanted.ok) throw new Error('expected a document that wants images');
  return wanted.value;
}

function lenet() {
  const [template] = templates;
  if (template === undefined) throw new Error('expected a template');
  return template;
}

beforeEach(() => {
  resetDocument();
  datasetStore.setState(noDataset, true);
  runStore.setState(idleRun, true);
  messageStore.setState({ messages: [] });
  pinImage(undefined);
});
afterEach(() => vi.useRealTimers());

describe('the first screen', () => {
  it('has LeNet first among its templates', () => {
    expect(templates.map((template) => template.id)).toEqual(['lenet', 'all-convolutional', 'auto-encoder', 'residual', 'vgg-small']);
  });

  it('trains LeNet on the sample images with one press', async () => {
    const asked = connectFakeBridge({ openSampleImages: opened, startTraining: { kind: 'started', runId: 1 } });
    await trainSampleNetwork();
    expect(names(asked)).toEqual(['openSampleImages', 'startTraining']);
    expect(getDocument().name).toBe('LeNet');
    expect(runStore.getState().status).toBe('starting');
    expect(previewStore.getState().pinned).toEqual({ part: 'validation', index: 0 });
  });
});

describe('starting a run', () => {
  it('says why it can’t start', async () => {
    const sayReason = (): string => say(trainReason() ?? '', 'en');
    expect(sayReason()).toBe('the canvas is empty');
    await startTemplate(lenet());
    expect(sayReason()).toBe('open a folder of images first');
    setLayerParameter('conv2', 'kernelSize', [30, 30]);
    expect(sayReason()).toMatch(/problems? in the network/);
  });

  it('opens the images anew when the network wants another size, and keeps the watched image', async () => {
    const asked = connectFakeBridge({ openImageFolder: opened, startTraining: { kind: 'started', runId: 1 } });
    await startTemplate(lenet());
    await openImages(folder);
    pinImage({ part: 'training', index: 3 });
    expect(needsReopening(datasetStore.getState(), getDocument())).toBe(false);
    setLayerParameter('input', 'height', 32);
    setLayerParameter('input', 'width', 32);
    expect(needsReopening(datasetStore.getState(), getDocument())).toBe(true);
    await train();
    expect(names(asked)).toEqual(['openImageFolder', 'openImageFolder', 'startTraining']);
    expect(previewStore.getState().pinned).toEqual({ part: 'training', index: 3 });
  });

  it('asks for the images anew when they are to keep their own sizes', async () => {
    connectFakeBridge({ openImageFolder: opened });
    await startTemplate(lenet());
    await openImages(folder);
    setLayerParameter('input', 'sizes', 'any');
    expect(needsReopening(datasetStore.getState(), getDocument())).toBe(true);
  });

  it('says what does not fit before it asks for anything, and goes on with the start once one press has mended it', async () => {
    const asked = connectFakeBridge({ startTraining: { kind: 'started', runId: 1 } });
    await startTemplate(lenet());
    const dataset = { ...summary(), classes: ['a', 'b', 'c'] };
    const document = getDocument();
    datasetStore.setState({ dataset, openedFor: wishOf(document) });
    await train();
    expect(names(asked)).toEqual([]);
    const [refusal] = runStore.getState().refusals;
    expect(refusal).toMatchObject({ id: 'classes-differ', values: { outputs: 10, classes: 3 }, fix: { values: { classes: 3 } } });
    expect(messageStore.getState().messages).toMatchObject([{ diagnostics: [{ id: 'classes-differ' }], topic: 'train' }]);
    if (refusal?.fix !== undefined) applyFix(refusal.fix);
    await train();
    expect(names(asked)).toEqual(['startTraining']);
    undoEdit();
    expect(getDocument()).toBe(document);
  });

  it('keeps the reasons of a refusal for the layers they concern', async () => {
    const refusal = { id: 'classes-differ', severity: 'error', values: { outputs: 10, classes: 2 }, node: 'dense3' };
    connectFakeBridge({ openImageFolder: opened, startTraining: { kind: 'failed', diagnostics: [refusal] } });
    await startTemplate(lenet());
    await openImages(folder);
    await train();
    expect([runStore.getState().status, runStore.getState().refusals]).toEqual(['idle', [refusal]]);
    expect(messageStore.getState().messages[0]?.diagnostics).toEqual([refusal]);
  });

  it('leaves what was learnt before usable when it is refused', async () => {
    const refusal = { id: 'classes-differ', severity: 'error', values: { outputs: 10, classes: 2 }, node: 'dense3' };
    connectFakeBridge({ openImageFolder: opened, startTraining: { kind: 'failed', diagnostics: [refusal] } });
    await startTemplate(lenet());
    await openImages(folder);
    const summary = { epochs: 1, steps: 1, images: 8, seconds: 1, training: { loss: 1, accuracy: 1 }, validation: null };
    runStore.setState({ ...idleRun, status: 'finished', runId: 1, summary });
    await train();
    expect(runStore.getState()).toMatchObject({ status: 'finished', summary, refusals: [refusal] });
    expect(exportReason()).toBeUndefined();
  });

  it('is as before when the other side breaks its promise', async () => {
    connectFakeBridge({ openImageFolder: opened, startTraining: { kind: 'nonsense' } });
    await startTemplate(lenet());
    await openImages(folder);
    await expect(train()).rejects.toThrow();
    expect(runStore.getState().status).toBe('idle');
  });
});

describe('opening images', () => {
  it('shows why a folder can’t be used, with the files left out', async () => {
    const problem = { id: 'no-images', severity: 'error', path: '/images', values: {} };
    const skipped = [{ path: 'a/b.png', id: 'empty', reason: { id: 'skipped-empty', values: {} } }];
    connectFakeBridge({ openImageFolder: { kind: 'problem', problems: [problem], skipped } });
    expect(await openImages(folder)).toBe(false);
    expect(datasetStore.getState()).toMatchObject({ opening: false, problems: [problem], skipped });
  });

  it('keeps the images before when the document is what is wrong, and forgets why with the next change', async () => {
    const wrong = { id: 'input-not-an-image', severity: 'error', values: { channels: '2' }, node: 'input' };
    connectFakeBridge({ openSampleImages: opened, openImageFolder: { kind: 'failed', diagnostics: [wrong] } });
    const stop = followDocument({ title: '' } as Document);
    await startTemplate(lenet());
    await openImages({ kind: 'samples' });
    const before = datasetStore.getState();
    expect(await openImages(folder)).toBe(false);
    expect(datasetStore.getState()).toEqual({ ...before, diagnostics: [wrong] });
    setLayerParameter('input', 'channels', 3);
    expect(datasetStore.getState()).toEqual(before);
    stop();
  });

  it('goes back to the images before when it is cancelled', async () => {
    connectFakeBridge({ openSampleImages: opened, openImageFolder: { kind: 'cancelled' } });
    await openImages({ kind: 'samples' });
    const before = datasetStore.getState();
    await openImages(folder);
    expect(datasetStore.getState()).toEqual(before);
  });
});

describe('files', () => {
  it('asks before unsaved changes are lost, and stays when the answer is to cancel', async () => {
    connectFakeBridge({});
    addLayerAt('input', { x: 0, y: 0 });
    const leaving = newDocument();
    workspaceStore.getState().unsavedQuestion?.('cancel');
    await leaving;
    expect(getDocument().nodes).toHaveLength(1);
    const again = newDocument();
    workspaceStore.getState().unsavedQuestion?.('discard');
    await again;
    expect(getDocument().nodes).toHaveLength(0);
  });

  it('stays unsaved for what was edited while it was being saved', async () => {
    connectFakeBridge({ saveDocument: { kind: 'saved', path: '/somewhere/net.receptive.json' } });
    addLayerAt('input', { x: 0, y: 0 });
    const saving = saveDocument();
    addLayerAt('conv2d', { x: 0, y: 0 });
    expect(await saving).toBe(true);
    expect(isUnsaved(documentStore.getState())).toBe(true);
    expect(documentStore.getState().path).toBe('/somewhere/net.receptive.json');
  });

  it('saves to the known path, and asks for one for “Save as”', async () => {
    const asked = connectFakeBridge({ saveDocument: { kind: 'saved', path: '/net.receptive.json' } });
    await saveDocument();
    await saveDocument();
    await saveDocument({ as: true });
    expect(asked.map(({ input }) => (input as { path?: string }).path)).toEqual([undefined, '/net.receptive.json', undefined]);
  });

  it('leaves the document alone when a file is damaged, and says where', async () => {
    connectFakeBridge({ openDocument: { kind: 'opened', path: '/net.json', document: { format: 'other' }, warnings: [] } });
    const before = getDocument();
    await openDocument();
    expect(getDocument()).toBe(before);
    const [message] = messageStore.getState().messages;
    expect([message?.tone, say(message?.text ?? '', 'en')]).toEqual(['error', 'net.json can’t be opened']);
  });

  it('rejects an answer that is none of those declared', async () => {
    connectFakeBridge({ saveDocument: { kind: 'saved' } });
    await expect(send('saveDocument', { document: {} })).rejects.toThrow();
  });
});

describe('the draft', () => {
  it('is stored once, half a second after the last of several changes', async () => {
    vi.useFakeTimers();
    const asked = connectFakeBridge({ storeDraft: { kind: 'done' } });
    const stop = keepDraft();
    addLayerAt('input', { x: 0, y: 0 });
    vi.advanceTimersByTime(draftDelayMilliseconds - 1);
    addLayerAt('conv2d', { x: 0, y: 0 });
    vi.advanceTimersByTime(draftDelayMilliseconds - 1);
    expect(asked).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(asked).toMatchObject([
      { name: 'storeDraft', input: { unsaved: true, document: { nodes: [{ type: 'input' }, { type: 'conv2d' }] } } },
    ]);
    stop();
    addLayerAt('dense', { x: 0, y: 0 });
    vi.advanceTimersByTime(draftDelayMilliseconds * 2);
    expect(asked).toHaveLength(1);
  });

  it('comes back as it was left, also unsaved', async () => {
    connectFakeBridge({ readDraft: { kind: 'draft', document: lenet().document, unsaved: true, path: '/net.json' } });
    await restoreDraft();
    expect([getDocument().name, documentStore.getState().path, isUnsaved(documentStore.getState())]).toEqual(['LeNet', '/net.json', true]);
  });
});
