// The registry: states of commands follow the stores that they depend on, and nothing is done that has a reason against it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { allCommands, followedByCommands } from '../../renderer/app/commands.ts';
import { type Command, say } from '../../renderer/commands/command.ts';
import { findReason, provideCommands, registryStore, runCommand } from '../../renderer/commands/registry.ts';
import { copySelection } from '../../renderer/document/clipboard.ts';
import { resetDocument, undoEdit } from '../../renderer/document/document.ts';
import { addLayerAt } from '../../renderer/document/edit.ts';
import { clearSelection } from '../../renderer/document/selection.ts';
import { messageStore } from '../../renderer/messages/messages.ts';
import { idleRun, runStore } from '../../renderer/runs/run.ts';
import { settingsStore } from '../../renderer/settings/settings.ts';

let end: (() => void) | undefined;
beforeEach(() => settingsStore.setState({ language: 'en' }));
afterEach(() => {
  end?.();
  runStore.setState(idleRun, true);
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

    const runs = { idle: ['no-run', 'no-run'], running: [], paused: [], pausing: ['run-pausing'], stopping: ['run-ending', 'run-ending'] };
    for (const [status, [pause, stop]] of Object.entries(runs)) {
      runStore.setState({ status: status as keyof typeof runs });
      await settle();
      expect([status, reasonOf('pause'), reasonOf('stop')]).toEqual([status, pause, stop]);
    }
  });
});
