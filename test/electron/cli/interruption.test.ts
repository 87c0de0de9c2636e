// Ctrl+C, once and twice, at several intervals: npx sends it twice, and nothing that was learnt may be lost in silence.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createInterruption } from '../../../electron/cli/interruption.ts';
import { parseModelText } from '../../../engine/exporters/model-json.ts';
import { defineTexts, saySentence, sentence } from '../../../engine/words/texts.ts';
import { runProcess } from './run-receptive.ts';
import { writeTinyImages, writeTinyNetwork } from './tiny-images.ts';

const texts = defineTexts({ saving: 'it is being saved', lost: 'it is lost' }, { saving: '正在保存', lost: '已丢失' });
const stake = { saving: sentence(texts, 'saving'), lost: sentence(texts, 'lost') };

describe('a request to end', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function create() {
    const told: string[] = [];
    const giveUp = vi.fn();
    let late = 0;
    const interruption = createInterruption(
      (said) => told.push(saySentence(said, 'en')),
      giveUp,
      () => vi.getMockedSystemTime()!.getTime() + late,
    );
    /** This thread computes that long: no timer runs meanwhile, and signals wait. */
    const compute = (milliseconds: number): void => {
      late += milliseconds;
      vi.advanceTimersByTime(50);
    };
    return { interruption, told, giveUp, compute };
  }

  it('ends the command, and says what becomes of what it has', () => {
    const { interruption, told, giveUp } = create();
    interruption.setStake(stake);
    expect(interruption.signal.aborted).toBe(false);
    interruption.request();
    expect(interruption.signal.aborted).toBe(true);
    expect([told, giveUp.mock.calls.length]).toEqual([['it is being saved'], 0]);
  });

  it.each([0, 20, 500, 950])('is the same as the first when it comes %i ms later', (milliseconds) => {
    const { interruption, told, giveUp } = create();
    interruption.setStake(stake);
    interruption.request();
    vi.advanceTimersByTime(milliseconds);
    interruption.request();
    interruption.request();
    expect([told, giveUp.mock.calls.length]).toEqual([['it is being saved'], 0]);
  });

  it.each([1200, 5000])('gives up when it comes %i ms later, and says what is lost', (milliseconds) => {
    const { interruption, told, giveUp } = create();
    interruption.setStake(stake);
    interruption.request();
    vi.advanceTimersByTime(milliseconds);
    interruption.request();
    expect([told, giveUp.mock.calls.length]).toEqual([['it is being saved', 'it is lost'], 1]);
  });

  it('is the same as the first when it had to wait for this thread longer than a second', () => {
    const { interruption, told, giveUp, compute } = create();
    interruption.setStake(stake);
    interruption.request();
    vi.advanceTimersByTime(100);
    compute(5000);
    interruption.request();
    expect([told, giveUp.mock.calls.length]).toEqual([['it is being saved'], 0]);
    vi.advanceTimersByTime(1200);
    interruption.request();
    expect(told.at(-1)).toBe('it is lost');
  });

  it('is not silent either where nothing is at stake', () => {
    const { interruption, told } = create();
    interruption.request();
    vi.advanceTimersByTime(1200);
    interruption.request();
    expect(told).toEqual(['Ended at once']);
  });
});

describe('receptive train', () => {
  let folder = '';
  const path = (...parts: readonly string[]) => join(folder, ...parts);
  const train = (network: string, out: string, ...words: readonly string[]) => [
    'train',
    path(network),
    '--data',
    path('images'),
    '--out',
    path(out),
    '--epochs',
    '100000',
    '--workers',
    '1',
    '--json',
    ...words,
  ];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'receptive-interrupted-'));
    writeTinyImages(path('images'), 24);
    writeTinyNetwork(path('tiny.json'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['SIGINT', 0],
    ['SIGINT', 5],
    ['SIGINT', 40],
    ['SIGINT', 120],
    ['SIGTERM', 20],
    ['SIGHUP', 20],
  ] as const)('keeps what was learnt when %s comes twice, %i ms apart', async (signal, gap) => {
    const out = `twice-${signal}-${gap}.json`;
    let isSent = false;
    const finished = await runProcess(train('tiny.json', out), path('cache'), async (output, child) => {
      if (isSent || !output.includes('"kind":"epoch"')) return;
      isSent = child.kill(signal);
      if (gap > 0) await wait(gap);
      child.kill(signal);
    });
    expect(finished.code).toBe(130);
    expect(finished.error).toMatch(/^Stopping: what was learnt is being written to .*\nCancelled\. What was learnt is in .*\n$/);
    expect(finished.lines().at(-1)).toMatchObject({ kind: 'result', model: path(out), kept: 'stop' });
    expect(parseModelText(readFileSync(path(out), 'utf8')).ok).toBe(true);
  });

  it('gives up when it comes again more than a second later, and says that nothing was written', async () => {
    const document = JSON.parse(readFileSync(path('tiny.json'), 'utf8')) as { nodes: { type: string; parameters: object }[] };
    for (const { type, parameters } of document.nodes) {
      if (type === 'input') Object.assign(parameters, { height: 256, width: 256 });
      if (type === 'conv2d') Object.assign(parameters, { filters: 64, kernelSize: [31, 31] });
    }
    writeFileSync(path('slow.json'), JSON.stringify(document)); // 72 images of 4 · 10⁹ multiply–adds, three times: a step of many seconds
    let isSent = false;
    const finished = await runProcess(train('slow.json', 'given-up.json', '--batch', '72'), path('cache'), async (output, child) => {
      if (isSent || !output.includes('"kind":"run"')) return;
      isSent = child.kill('SIGINT');
      // the second counts from when it has heard the first
      await new Promise<void>((heard) => child.stderr?.on('data', (text: string) => text.includes('Stopping: ') && heard()));
      await wait(1300);
      child.kill('SIGINT');
    });
    expect(finished.code).toBe(130);
    expect(finished.error).toMatch(
      /^warning images-smaller .*\nStopping: .*\nGiven up: what was learnt is lost, .*given-up\.json was not written\n$/,
    );
    expect(existsSync(path('given-up.json'))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
