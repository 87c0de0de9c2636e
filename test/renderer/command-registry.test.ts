// The registry: states of commands follow the stores that they depend on, and nothing is done that has a reason against it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { wantedImages } from '../../engine/datasets/wanted-images.ts';
import { allCommands, followedByCommands } from '../../renderer/app/commands.ts';
import { views } from '../../renderer/app/views.ts';
import { type Command, say } from '../../renderer/commands/command.ts';
import { findReason, provideCommands, registryStore, runCommand } from '../../renderer/commands/registry.ts';
import { copySelection } from '../../renderer/document/clipboard.ts';
import { getDocument, resetDocument, undoEdit } from '../../renderer/document/document.ts';
import { addLayerAt, setLayerParameter } from '../../renderer/document/edit.ts';
import { clearSelection } from '../../renderer/document/selection.ts';
import { messageStore } from '../../renderer/messages/messages.ts';
import { datasetStore, noDataset } from '../../renderer/runs/dataset.ts';
import { evaluationStore, noEvaluation } from '../../renderer/runs/evaluation.ts';
import { idleRun, runStore } from '../../renderer/runs/run.ts';
import { settingsStore } from '../../renderer/settings/settings.ts';
import { findPlace } from '../../renderer/views/layout.ts';
import { layoutStore, noteUse, provideViews } from '../../renderer/views/layout-store.ts';
import { connectFakeBridge } from './fake-bridge.ts';

let end: (() => void) | undefined;
beforeEach(() => settingsStore.setState({ language: 'en' }));
afterEach(() => {
  end?.();
  runStore.setState(idleRun, true);
  datasetStore.setState(noDataset, true);
  evaluationStore.setState(noEvaluation, true);
  messageStore.setState({ messages: [] });
  resetDocument();
});

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const reasonOf = (id: string): string | undefined => {
  const reason = registryStore.getState().states.get(id)?.reason;
  return typeof reason === 'object' ? reason.id : reason;
};

describe('a command', () => {
  it('is looked at again when what it follows has changed, once for several changes, and stays the same object otherwise', async () => {
    const store = createStore<{ count: number }>()(() => ({ count: 0 }));
    const reason = vi.fn(() => (store.getState().count > 2 ? 'too many' : undefined));
    end = provideCommands([{ id: 'count', title: 'Count', reason, run: () => undefined }], [store, store]);
    const before = registryStore.getState().states.get('count');
    reason.mockClear();
    for (let count = 1; count <= 2; count++) store.setState({ count });
    await settle();
    expect(reason).toHaveBeenCalledTimes(1);
    expect(registryStore.getState().states.get('count')).toBe(before);
    store.setState({ count: 3 });
    await settle();
    expect(reasonOf('count')).toBe('too many');
  });

  it('is not given while there is a reason against it, even one that nobody has looked at yet', async () => {
    let reason: string | undefined;
    const run = vi.fn();
    end = provideCommands([{ id: 'act', title: 'Act', reason: () => reason, run }], []);
    runCommand('act');
    reason = 'not now';
    runCommand('act');
    expect(run).toHaveBeenCalledTimes(1);
    expect(findReason('act')).toBe('not now');
  });

  it('that fails becomes a message', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    end = provideCommands([{ id: 'fail', title: 'Fail', run: () => Promise.reject(new Error('no room')) }], []);
    runCommand('fail');
    await settle();
    const messages = messageStore.getState().messages.map(({ tone, text }) => [tone, say(text, 'en'), say(text, 'zh')]);
    expect(messages).toEqual([['error', 'Fail did not work: no room', 'Fail 没有成功：no room']]);
    error.mockRestore();
  });

  it('exists once, by its id', () => {
    const command: Command = { id: 'twice', title: 'Twice', run: () => undefined };
    expect(() => provideCommands([command, command], [])).toThrow('each command once');
    expect(() => findReason('nothing')).toThrow('nothing');
  });
});

describe('the window’s commands', () => {
  it('can be given or not as drawing, selection, clipboard and run are', async () => {
    end = provideCommands(allCommands, followedByCommands);
    for (const id of ['undo', 'arrange', 'fit', 'select-all']) expect(reasonOf(id), id).toBeDefined();
    expect(reasonOf('paste')).toBe('nothing-copied');
    addLayerAt('input', { x: 0, y: 0 });
    await settle();
    for (const id of ['undo', 'arrange', 'fit', 'select-all', 'delete', 'duplicate']) expect(reasonOf(id), id).toBeUndefined();
    const undoTitle = registryStore.getState().states.get('undo')?.title ?? '';
    expect([say(undoTitle, 'en'), say(undoTitle, 'zh')]).toEqual(['Undo: Add Input', '撤销：添加输入']);
    copySelection();
    clearSelection();
    await settle();
    expect([reasonOf('paste'), reasonOf('delete'), reasonOf('duplicate')]).toEqual([undefined, 'nothing-selected', 'no-layer-selected']);
    undoEdit();
    await settle();
    expect(reasonOf('redo')).toBeUndefined();

    runStore.setState({ status: 'starting' });
    await settle();
    expect([reasonOf('stop'), reasonOf('train-sample')]).toEqual([undefined, 'run-under-way']);

    const runs = { idle: ['no-run', 'no-run'], running: [], paused: [], pausing: ['run-pausing'], stopping: ['run-ending', 'run-ending'] };
    for (const [status, [pause, stop]] of Object.entries(runs)) {
      runStore.setState({ status: status as keyof typeof runs });
      await settle();
      expect([status, reasonOf('pause'), reasonOf('stop')]).toEqual([status, pause, stop]);
    }
  });

  it('on images and evaluations can be given where there is something to reopen, cancel or close', async () => {
    end = provideCommands(allCommands, followedByCommands);
    const reasons = async (...ids: string[]) => {
      await settle();
      return ids.map(reasonOf);
    };
    expect(await reasons('reopen-images', 'cancel-opening')).toEqual(['no-images', 'images-not-opening']);
    addLayerAt('input', { x: 0, y: 0 });
    const wanted = wantedImages(getDocument());
    const part = { count: 40, perClass: [20, 20] };
    const dataset = { folder: '/images', classes: ['cat', 'dog'], parts: { training: part, validation: part } } as never;
    datasetStore.setState({ dataset, openedFor: wanted.ok ? wanted.value : undefined });
    expect(await reasons('reopen-images')).toEqual(['images-fit']);
    setLayerParameter(getDocument().nodes[0]?.id ?? '', 'height', 40);
    expect(await reasons('reopen-images')).toEqual([undefined]);
    expect(say(registryStore.getState().states.get('reopen-images')?.title ?? '', 'en')).toMatch(/^Reopen the images at 40×/);
    datasetStore.setState({ opening: true });
    expect(await reasons('reopen-images', 'cancel-opening', 'train-sample')).toEqual(['images-opening', undefined, 'images-opening']);
    datasetStore.setState(noDataset, true);

    expect(await reasons('cancel-evaluation', 'close-evaluation')).toEqual(['no-evaluation', 'nothing-evaluated']);
    evaluationStore.setState({ running: true });
    expect(await reasons('cancel-evaluation', 'close-evaluation')).toEqual([undefined, 'nothing-evaluated']);
    evaluationStore.setState({ running: false, result: { images: 1, score: { loss: 1 }, perClass: [] } });
    expect(await reasons('cancel-evaluation', 'close-evaluation')).toEqual(['no-evaluation', undefined]);
    runCommand('close-evaluation');
    expect(evaluationStore.getState().result).toBeUndefined();
  });

  it('move the panel that somebody is at work in, and say where it can’t go', async () => {
    connectFakeBridge({ readLayout: {}, writeLayout: { kind: 'done' } });
    const endViews = await provideViews(views);
    end = provideCommands(allCommands, followedByCommands);
    const moves = ['to-left', 'to-right', 'to-bottom', 'apart', 'together'];
    const reasons = async () => {
      await settle();
      return moves.map((name) => reasonOf(`panel-${name}`));
    };
    const titleOf = (id: string): string => say(registryStore.getState().states.get(id)?.title ?? '', 'en');
    expect(await reasons()).toEqual(moves.map(() => 'no-panel'));
    expect(titleOf('panel-to-left')).toBe('Move the panel to the left');
    noteUse('images');
    expect(await reasons()).toEqual(['panel-there', undefined, undefined, 'panel-alone', undefined]);
    expect(titleOf('panel-to-right')).toBe('Move Images to the right');
    runCommand('panel-to-right');
    expect(findPlace(layoutStore.getState().layout, 'images')?.dock).toBe('right');
    expect(await reasons()).toEqual([undefined, 'panel-there', undefined, 'panel-alone', undefined]);
    runCommand('panel-together');
    expect(await reasons()).toEqual([undefined, 'panel-there', undefined, undefined, 'no-neighbour']);
    runCommand('view:images');
    expect(await reasons()).toEqual(moves.map(() => 'no-panel'));
    endViews();
  });
});
