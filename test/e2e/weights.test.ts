// Frozen and shared weights by mouse and keyboard: set in the inspector, seen on the canvas, undone in one step each.
import { expect, test } from '@playwright/test';
import { drawWire } from './mouse.ts';
import { dragLayer, expectQuiet, openWorkshop, selectLayer } from './person.ts';

test('a layer is frozen, and another takes its weights, in the inspector', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await window.getByRole('button', { name: 'Start from an empty canvas' }).click();
  const input = await dragLayer(window, 'Input', { x: 90, y: 120 });
  const layers = [
    await dragLayer(window, 'Conv 2D', { x: 280, y: 120 }),
    await dragLayer(window, 'Conv 2D', { x: 470, y: 120 }),
    await dragLayer(window, 'Conv 2D', { x: 470, y: 300 }),
  ] as const;
  const [stem, owner, user] = layers;
  for (const [from, to] of [
    [input, stem],
    [stem, owner],
    [owner, user],
  ] as const)
    await drawWire(window, { from, to });
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  const node = (id: string) => window.getByTestId(`node-${id}`);

  await selectLayer(window, user);
  await inspector.getByLabel('Weights of').selectOption(owner);
  const mark = node(user).getByRole('img', { name: `Uses the weights of Conv 2D (${owner})` });
  await expect(mark).toBeVisible();
  // the first convolution has weights of another size
  await expect(inspector.getByLabel('Weights of').locator('option')).toHaveText(['this layer', `Conv 2D (${owner})`]);

  await inspector.getByRole('switch', { name: 'Frozen' }).click();
  for (const id of [owner, user]) await expect(node(id).getByRole('img', { name: /^Frozen/ })).toBeVisible();
  await expect(node(stem).getByRole('img', { name: /^Frozen/ })).toHaveCount(0);
  await selectLayer(window, owner);
  await expect(inspector.getByRole('switch', { name: 'Frozen' })).toBeChecked();

  await window.keyboard.press('ControlOrMeta+z');
  await expect(node(owner).getByRole('img', { name: /^Frozen/ })).toHaveCount(0);
  await window.keyboard.press('ControlOrMeta+z');
  await expect(mark).toHaveCount(0);
  await selectLayer(window, input);
  await expect(inspector.getByRole('switch', { name: 'Frozen' })).toHaveCount(0);
  await expectQuiet(workshop);
});
