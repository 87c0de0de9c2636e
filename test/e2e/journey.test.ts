// The whole job, as a person does it: from an empty canvas to a trained model in a file, which the command line then uses.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { ReceptiveBridge } from '../../engine/protocol.ts';
import {
  chooseToSave,
  connectLayers,
  countEpochs,
  countSteps,
  dragLayer,
  expectQuiet,
  expectRun,
  getButton,
  openSamples,
  openWorkshop,
  runCommandLine,
  samplesFolder,
  selectLayer,
  selectNothing,
  setField,
} from './person.ts';

/** In the page: keeps what a layer's strip shows, the blank one first, each time its version changes. A run may be over in a second. */
function keepPictures(strip: Element): void {
  const canvas = strip as HTMLCanvasElement & { pictures?: Set<string> };
  const pictures = new Set([canvas.toDataURL()]);
  canvas.pictures = pictures;
  new MutationObserver(() => pictures.add(canvas.toDataURL())).observe(canvas, { attributes: true, attributeFilter: ['data-version'] });
}

/** How many different pictures there were, the blank one included. */
function countPictures(strip: Element): number {
  return (strip as HTMLCanvasElement & { pictures?: Set<string> }).pictures?.size ?? 0;
}

test('a network is drawn, trained, watched, paused, stopped and exported, and the command line predicts the same', async () => {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  const requests: string[] = [];
  window.on('request', (request) => requests.push(request.url()));

  const layers = await test.step('six layers are dragged onto the empty canvas and connected', async () => {
    await window.getByRole('button', { name: 'Start from an empty canvas' }).click();
    const input = await dragLayer(window, 'Input', { x: 110, y: 120 });
    const convolution = await dragLayer(window, 'Conv 2D', { x: 360, y: 120 });
    const pooling = await dragLayer(window, 'Pooling', { x: 610, y: 120 });
    const flatten = await dragLayer(window, 'Flatten', { x: 160, y: 380 });
    const dense = await dragLayer(window, 'Dense', { x: 400, y: 380 });
    const output = await dragLayer(window, 'Classification output', { x: 630, y: 380 });
    const chain = [input, convolution, pooling, flatten, dense, output];
    for (const [index, target] of chain.slice(1).entries()) await connectLayers(window, chain[index] ?? '', target);
    return { convolution, pooling, dense };
  });

  await test.step('its last layer gets one unit a class, and the sizes stand on the connections', async () => {
    // so many filters that two epochs last long enough for the maps to be seen to change
    await selectLayer(window, layers.convolution);
    await setField(window, 'Filters', '96');
    await selectLayer(window, layers.dense);
    await setField(window, 'Units', '10');
    await expect(window.getByTestId('edge-size-edge1')).toHaveText('28×28×1');
    await expect(window.getByTestId('edge-size-edge5')).toHaveText('10');
    await expect(window.getByRole('button', { name: /^(Problem|Warning) at / })).toHaveCount(0);
    await selectNothing(window);
    await setField(window, 'Epochs', '2');
  });

  await test.step('the sample images are opened', async () => {
    await openSamples(window);
    await expect(window.getByTestId('class-counts').getByRole('listitem').first()).toContainText('160');
    await expect(window.getByTestId('skipped-count')).toHaveCount(0);
  });

  await test.step('two epochs are trained: both curves grow, and the maps change', async () => {
    const maps = [window.getByTestId(`maps-${layers.convolution}`), window.getByTestId(`maps-${layers.pooling}`)];
    for (const map of maps) await map.evaluate(keepPictures);
    await getButton(window, 'Train').click();
    await expectRun(window, 'finished');
    for (const measure of ['loss', 'accuracy']) {
      await expect(window.getByTestId(`curve-${measure}`)).toHaveAttribute('data-epochs', '2');
      await expect(window.getByTestId(`curve-${measure}`)).toHaveAttribute('data-points', '100');
    }
    for (const map of maps) {
      await expect.poll(() => map.evaluate(countPictures), { message: 'different pictures of the maps' }).toBeGreaterThan(2);
      expect(Number(await map.getAttribute('data-version'))).toBeGreaterThan(1);
    }
    for (const part of ['training', 'validation']) {
      const entry = window.getByRole('figure').filter({ hasText: 'Accuracy' }).getByTestId(`legend-${part}`);
      await expect(entry).toContainText(/\d %/);
      expect(Number.parseFloat((await entry.textContent())?.replace(part, '') ?? ''), part).toBeGreaterThan(50);
    }
  });

  await test.step('a longer run is paused, stands still, is resumed, and stopped', async () => {
    await setField(window, 'Epochs', '500');
    await getButton(window, 'Train').click();
    await expectRun(window, 'running');
    await expect.poll(() => countEpochs(window), { timeout: 30_000 }).toBeGreaterThan(0);
    await getButton(window, 'Pause').click();
    await expectRun(window, 'paused');
    await window.waitForTimeout(200);
    const atPause = await countSteps(window);
    await window.waitForTimeout(500);
    expect(await countSteps(window)).toBe(atPause);
    await getButton(window, 'Resume').click();
    await expectRun(window, 'running');
    await expect.poll(() => countSteps(window)).toBeGreaterThan(atPause);
    await getButton(window, 'Stop').click();
    await expectRun(window, 'stopped');
    await expect(getButton(window, 'Train')).toBeEnabled();
  });

  await test.step('the model is exported, and the command line predicts what the window shows', async () => {
    const model = join(folder, 'drawn.model.json');
    await chooseToSave(application, model);
    await getButton(window, 'Export model').click();
    await expect(window.getByRole('region', { name: 'Messages' })).toContainText('drawn.model.json');
    expect(existsSync(model)).toBe(true);

    const thumbnail = window.getByRole('button', { name: /^Watch sandal\// }).first();
    const image = /Watch (\S+),/.exec((await thumbnail.getAttribute('aria-label')) ?? '')?.[1] ?? '';
    await thumbnail.click();
    await expect(thumbnail).toHaveAttribute('aria-pressed', 'true');
    const path = join(samplesFolder, image);
    const [line] = await runCommandLine('predict', model, path);
    const predicted = line?.probabilities as { readonly class: string; readonly probability: number }[];
    const shown = window.getByRole('region', { name: 'Prediction for the watched image' }).getByRole('listitem');
    const best = [...predicted].sort((one, other) => other.probability - one.probability)[0];
    await expect(shown.first()).toContainText(best?.class ?? 'nothing predicted');
    await expect(shown.first()).toContainText(`${((best?.probability ?? 0) * 100).toFixed(1)} %`);
    const exact = await window.evaluate(async (file) => {
      const { receptive } = window as unknown as { receptive: ReceptiveBridge };
      const answer = await receptive.predict({ source: { path: file } });
      return answer.kind === 'prediction' ? answer.prediction : answer;
    }, path);
    expect(exact).toEqual({ classes: predicted.map((entry) => entry.class), probabilities: predicted.map((entry) => entry.probability) });
  });

  expect(requests.filter((address) => !/^(app:\/\/receptive\/|data:|blob:app:\/\/receptive\/)/.test(address))).toEqual([]);
  await expectQuiet(workshop);
});
