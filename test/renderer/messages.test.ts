// Messages: what passes by itself, what stays, and what goes with its cause.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { saySentence } from '../../engine/words/texts.ts';
import { settleMessages } from '../../renderer/app/settle-messages.ts';
import type { Command } from '../../renderer/commands/command.ts';
import { provideCommands, runCommand } from '../../renderer/commands/registry.ts';
import { attempt, dismissMessage, messageStore, settle, showMessage, type Topic } from '../../renderer/messages/messages.ts';
import { datasetStore, noDataset } from '../../renderer/runs/dataset.ts';
import { evaluationStore, noEvaluation } from '../../renderer/runs/evaluation.ts';
import { pinImage } from '../../renderer/runs/preview.ts';
import { idleRun, runStore } from '../../renderer/runs/run.ts';

const said = (): unknown[] => messageStore.getState().messages.map(({ text }) => text);
const gone = (): unknown[] => messageStore.getState().gone.map(({ text }) => text);
let end = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  messageStore.setState({ messages: [], gone: [] });
  runStore.setState(idleRun, true);
  datasetStore.setState(noDataset, true);
  evaluationStore.setState(noEvaluation, true);
  pinImage(undefined);
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

describe('what has failed', () => {
  const fail = (why: string) => (): never => {
    throw new Error(why);
  };
  const saidInEnglish = (): string[] =>
    messageStore.getState().messages.map(({ text }) => (typeof text === 'string' ? text : saySentence(text, 'en')));
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => void vi.mocked(console.error).mockRestore());

  test('is told of with its reason until the same has been done', async () => {
    await attempt('keeping', 'Keeping the network', fail('no disk'));
    expect(saidInEnglish()).toEqual(['Keeping the network did not work: no disk']);
    expect(console.error).toHaveBeenCalledOnce();
    await attempt('settings', 'Changing the language', () => undefined);
    expect(said()).toHaveLength(1);
    await attempt('keeping', 'Keeping the network', () => undefined);
    expect(said()).toEqual([]);
  });

  test('is told of once, with the newest reason', async () => {
    for (const why of ['first', 'second']) await attempt('menu', 'Showing the menu', () => Promise.reject(new Error(why)));
    expect(saidInEnglish()).toEqual(['Showing the menu did not work: second']);
  });

  test('takes no outcome of the same topic along when it works', async () => {
    await attempt('save', 'Save', () => showMessage('success', 'Saved', [], 'save'));
    expect(said()).toEqual(['Saved']);
    await attempt('train', 'Train', () => showMessage('error', 'Training can’t start', [], 'train'));
    expect(said()).toEqual(['Saved', 'Training can’t start']);
  });

  test('as a command is told of until that command has been carried out, or what it is about is settled', async () => {
    let isBroken = true;
    const run = (): void => {
      if (isBroken) throw new Error('no');
    };
    const command = (id: string, topic?: Topic): Command => ({ id, title: id, run, ...(topic === undefined ? {} : { topic }) });
    const endCommands = provideCommands([command('one'), command('other'), command('train', 'train')], []);
    for (const id of ['one', 'other', 'train']) runCommand(id);
    await vi.advanceTimersByTimeAsync(0);
    expect(saidInEnglish()).toEqual(['one', 'other', 'train'].map((id) => `${id} did not work: no`));
    isBroken = false;
    runCommand('one');
    await vi.advanceTimersByTimeAsync(0);
    settle('train');
    expect(saidInEnglish()).toEqual(['other did not work: no']);
    endCommands();
  });

  test.each<[Topic, string, () => void]>([
    ['steering', 'the end of the run', () => runStore.setState({ status: 'stopped' })],
    ['maps', 'another run', () => runStore.setState({ runId: 9 })],
    ['maps', 'another image', () => pinImage({ part: 'training', index: 1 })],
    ['watched', 'another image', () => pinImage({ part: 'training', index: 1 })],
    ['looking', 'another image', () => pinImage({ part: 'training', index: 1 })],
    ['thumbnails', 'other images', () => datasetStore.setState({ dataset: undefined })],
    ['cancel-opening', 'the end of the opening', () => datasetStore.setState({ opening: false })],
    ['cancel-evaluation', 'the end of the evaluation', () => evaluationStore.setState({ running: false })],
  ])('about %s goes with %s', async (topic, _what, change) => {
    runStore.setState({ status: 'running', runId: 8 });
    pinImage({ part: 'training', index: 0 });
    datasetStore.setState({ dataset: { folder: 'other' } as never, opening: true });
    evaluationStore.setState({ running: true });
    await attempt(topic, 'It', fail('no'));
    expect(said()).toHaveLength(1);
    change();
    expect(said()).toEqual([]);
  });
});

test('many messages are told of at once at most four; the others are among the earlier ones', () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) showMessage('error', name);
  expect(said()).toEqual(['b', 'c', 'd', 'e']);
  expect(gone()).toEqual(['a']);
});
