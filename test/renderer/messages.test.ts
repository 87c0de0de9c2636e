// Messages: what passes by itself, what stays, and what goes with its cause.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settleMessages } from '../../renderer/app/settle-messages.ts';
import { dismissMessage, messageStore, settle, showMessage } from '../../renderer/messages/messages.ts';
import { datasetStore, noDataset } from '../../renderer/runs/dataset.ts';
import { idleRun, runStore } from '../../renderer/runs/run.ts';

const said = (): unknown[] => messageStore.getState().messages.map(({ text }) => text);
const gone = (): unknown[] => messageStore.getState().gone.map(({ text }) => text);
let end = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  messageStore.setState({ messages: [], gone: [] });
  runStore.setState(idleRun, true);
  datasetStore.setState(noDataset, true);
  end = settleMessages();
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

test('an outcome passes by itself and is among the earlier ones; an error stays', () => {
  showMessage('success', 'Saved', [], 'save');
  showMessage('error', 'Broken', [], 'open');
  vi.advanceTimersByTime(60_000);
  expect(said()).toEqual(['Broken']);
  expect(gone()).toEqual(['Saved']);
});

test('who tries again takes the old message back: there is one about a topic', () => {
  showMessage('error', 'The network could not be saved', [], 'save');
  showMessage('error', 'a.json can’t be opened', [], 'open');
  showMessage('success', 'Saved', [], 'save');
  expect(said()).toEqual(['a.json can’t be opened', 'Saved']);
  settle('open');
  expect(said()).toEqual(['Saved']);
});

test('a message without a topic goes only when it is put away', () => {
  showMessage('error', 'Something broke');
  settle('open', 'save', 'train');
  expect(said()).toEqual(['Something broke']);
  dismissMessage(messageStore.getState().messages[0]?.id ?? -1);
  expect(said()).toEqual([]);
});

test('a refused start goes with the images that mend it, and takes its problems along', () => {
  showMessage('error', 'Training can’t start', [], 'train');
  runStore.setState({ refusals: [{ id: 'anything', severity: 'error', values: {} }] });
  datasetStore.setState({ dataset: { folder: 'other' } as never });
  expect(said()).toEqual([]);
  expect(runStore.getState().refusals).toEqual([]);
});

test('a run that ended early is told of until the next one starts', () => {
  runStore.setState({ status: 'crashed' });
  showMessage('error', 'Training ended early', [], 'run');
  datasetStore.setState({ opening: true });
  expect(said()).toEqual(['Training ended early']);
  runStore.setState({ status: 'starting' });
  expect(said()).toEqual([]);
});

test('images that were refused because a run used them are no matter once it has ended', () => {
  runStore.setState({ status: 'running' });
  showMessage('error', 'other can’t be opened', [], 'images');
  runStore.setState({ status: 'paused' });
  expect(said()).toHaveLength(1);
  runStore.setState({ status: 'stopped' });
  expect(said()).toEqual([]);
});

test('many messages are told of at once at most four; the others are among the earlier ones', () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) showMessage('error', name);
  expect(said()).toEqual(['b', 'c', 'd', 'e']);
  expect(gone()).toEqual(['a']);
});
