// Ends that nobody planned: a worker thread that dies under a run, and a window that is closed while its network is trained.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findSessionProcesses } from '../helpers/launch-electron.ts';
import {
  chooseToSave,
  countEpochs,
  countSteps,
  expectRun,
  getButton,
  openSamples,
  openTemplate,
  openWorkshop,
  runCommandLine,
  samplesFolder,
  setField,
  type Workshop,
} from './person.ts';

/** Node's own announcement of each new worker thread, kept so that a test can end one. */
function watchWorkers({ application }: Workshop): Promise<void> {
  return application.evaluate(() => {
    const kept: unknown[] = [];
    Object.assign(globalThis, { testWorkers: kept });
    process.on('worker', (worker) => kept.push(worker));
  });
}

/** Ends the worker thread that was started last, where it stands. */
function killWorker({ application }: Workshop): Promise<void> {
  return application.evaluate(async () => {
    const { testWorkers } = globalThis as unknown as { testWorkers: { terminate(): Promise<number>; threadId: number }[] };
    const worker = testWorkers.findLast(({ threadId }) => threadId > 0);
    if (worker === undefined) throw new Error('Expected a living worker thread, found none.');
    await worker.terminate();
  });
}

async function startLongRun(workshop: Workshop, template = 'LeNet'): Promise<void> {
  const { window } = workshop;
  await openTemplate(window, template);
  await openSamples(window);
  await setField(window, 'Epochs', '1000');
  await getButton(window, 'Train').click();
  await expectRun(window, 'running');
}

test('a worker that is killed becomes a message; what was learnt is kept, and the next run starts', async () => {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  await watchWorkers(workshop);
  await startLongRun(workshop, 'Small VGG'); // an epoch takes seconds: time to kill a worker within the first

  await test.step('before the first epoch’s end nothing is kept', async () => {
    await expect.poll(() => countSteps(window)).toBeGreaterThan(0);
    await killWorker(workshop);
    await expectRun(window, 'crashed');
    await expect(window.getByRole('alert').filter({ hasText: 'no weights are kept' })).toBeVisible();
    await expect(window.getByRole('region', { name: 'Messages' })).toContainText('a worker thread ended unexpectedly');
  });

  await test.step('after it, the last epoch’s weights are', async () => {
    await getButton(window, 'Train').click();
    await expectRun(window, 'running');
    await expect.poll(() => countEpochs(window), { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
    await killWorker(workshop);
    await expectRun(window, 'crashed');
    await expect(window.getByRole('alert').filter({ hasText: /weights of epoch \d+ are kept/ })).toBeVisible();
  });

  await test.step('they can be exported and used', async () => {
    const model = join(folder, 'survivor.model.json');
    await chooseToSave(application, model);
    await getButton(window, 'Export model').click();
    await expect.poll(() => existsSync(model)).toBe(true);
    const [result] = await runCommandLine('predict', model, join(samplesFolder, 'bag', '00313.png'));
    expect(result).toMatchObject({ kind: 'prediction', class: expect.any(String) });
  });

  await test.step('and the next run trains as if nothing had happened', async () => {
    await setField(window, 'Epochs', '1');
    await getButton(window, 'Train').click();
    await expectRun(window, 'finished');
    await expect(window.getByRole('region', { name: 'Training run' }).getByRole('alert')).toHaveCount(0);
  });
});

test('training that diverges ends with the epoch that is kept, and that epoch is exported', async () => {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  await openTemplate(window, 'LeNet');
  await openSamples(window);
  await setField(window, 'Epochs', '30');
  await setField(window, 'Learning rate', '10');
  await getButton(window, 'Train').click();
  await expectRun(window, 'crashed');
  const kept = window
    .getByRole('alert')
    .filter({ hasText: /In epoch \d+ .* finite number.* The weights of epoch \d+, the one with the lowest validation loss, are kept/ });
  await expect(kept).toBeVisible();
  const epoch = Number(/weights of epoch (\d+)/.exec((await kept.textContent()) ?? '')?.[1]);
  const model = join(folder, 'diverged.model.json');
  await chooseToSave(application, model);
  await getButton(window, 'Export model').click();
  await expect.poll(() => existsSync(model)).toBe(true);
  expect(JSON.parse(readFileSync(model, 'utf8'))).toMatchObject({ training: { epochs: epoch } });
});

test('a page whose process dies comes back with the drawing, and its run is ended', async () => {
  await using workshop = await openWorkshop();
  const { window, application } = workshop;
  await startLongRun(workshop);
  await expect(window.getByTestId('unsaved')).toHaveAttribute('data-unsaved', 'true');
  // stored some time after the last change
  const draft = join(workshop.userDataFolder, 'draft.json');
  await expect.poll(() => existsSync(draft) && JSON.parse(readFileSync(draft, 'utf8')).document.training.epochs).toBe(1000);
  // Playwright has lost this page for good: it is asked through the main process. A dying page may never answer.
  const inPage = (code: string): Promise<unknown> =>
    application.evaluate(({ BrowserWindow }, text) => {
      const answer = BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript(text)
        .catch(() => undefined);
      return Promise.race([answer, new Promise((giveUp) => setTimeout(giveUp, 1000))]);
    }, code);
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  await expect.poll(() => inPage("document.querySelectorAll('[data-testid^=node-][data-type]').length"), { timeout: 15_000 }).toBe(14);
  expect(await inPage("document.querySelector('[data-testid=run-status]').dataset.status")).toBe('idle');
  await inPage("[...document.querySelectorAll('[aria-label=Images] button')].find((button) => button.textContent === 'Samples').click()");
  await expect.poll(() => inPage("document.querySelectorAll('[data-testid=class-counts] li').length")).toBe(10);
  await inPage("[...document.querySelectorAll('button')].find((button) => button.textContent === 'Train').click()");
  await expect.poll(() => inPage("document.querySelector('[data-testid=run-status]').dataset.status")).toBe('running');
});

test('closing the window while a network is trained leaves no process, and is quick', async () => {
  await using workshop = await openWorkshop();
  await startLongRun(workshop);
  await expect.poll(() => countSteps(workshop.window)).toBeGreaterThan(0);
  const session = workshop.application.process().pid ?? 0;
  expect(findSessionProcesses(session).length).toBeGreaterThan(1);
  const started = performance.now();
  const ended = workshop.application.waitForEvent('close');
  await workshop.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await ended;
  await expect.poll(() => findSessionProcesses(session), { timeout: 3000 }).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5000);
});
