// Moving about the canvas: where a document begins, what is drawn while it moves, and what can be done far out.
import { expect, type Page, test } from '@playwright/test';
import { drag, findMiddle, getCanvas, onCanvas } from './mouse.ts';
import { dragLayer, expectQuiet, getLayers, openTemplate, openWorkshop } from './person.ts';

/** As a layer is wide where the canvas shows it in its own size. */
const ownWidth = 168;

async function widthOf(window: Page, id: string): Promise<number> {
  return (await window.getByTestId(`node-${id}`).boundingBox())?.width ?? 0;
}

async function zoomTo(window: Page, key: '+' | '-', times: number): Promise<void> {
  for (let press = 0; press < times; press++) await window.keyboard.press(key);
  await window.waitForTimeout(500); // the zoom glides
}

test('a new document begins at a zoom and a place of its own, not where the former one was left', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await zoomTo(window, '+', 3);
  await drag(window, await onCanvas(window, { x: 12, y: 289 }), await onCanvas(window, { x: 212, y: 389 }));
  await window.keyboard.press('Control+n');
  await window.getByRole('button', { name: 'Start from an empty canvas' }).click();
  const place = { x: 200, y: 150 };
  const input = await dragLayer(window, 'Input', place);
  expect(await widthOf(window, input)).toBeCloseTo(ownWidth, 0);
  const middle = await findMiddle(window.getByTestId(`node-${input}`));
  const dropped = await onCanvas(window, place);
  expect(Math.hypot(middle.x - dropped.x, middle.y - dropped.y)).toBeLessThan(2);
  await expectQuiet(workshop);
});

test('while the canvas is moved it is one picture, and it is drawn sharp again at rest', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  const viewport = getCanvas(window).locator('.react-flow__viewport');
  const before = await findMiddle(window.getByTestId('node-conv1'));
  const start = await onCanvas(window, { x: 12, y: 12 });
  await expect(viewport).toHaveCSS('will-change', 'auto');
  await window.mouse.move(start.x, start.y);
  await window.mouse.down();
  await window.mouse.move(start.x + 60, start.y + 40, { steps: 6 });
  await expect(viewport).toHaveCSS('will-change', 'transform');
  await window.mouse.move(start.x + 90, start.y + 50, { steps: 6 });
  await window.mouse.up();
  await expect(viewport).toHaveCSS('will-change', 'auto');
  const after = await findMiddle(window.getByTestId('node-conv1'));
  expect([after.x - before.x, after.y - before.y].map(Math.round)).toEqual([90, 50]);
  await expectQuiet(workshop);
});

test('far out layers are boxes in their colours, which can be selected, dragged and found by name', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await zoomTo(window, '-', 30);
  const layer = window.getByTestId('node-conv1');
  expect(await widthOf(window, 'conv1')).toBeLessThan(ownWidth * 0.16);
  await expect(layer.getByTestId('layer-label')).toBeHidden();
  await expect(window.getByRole('group', { name: /\(conv1\)$/ })).toHaveCount(1);
  const from = await findMiddle(layer);
  await window.mouse.move(from.x, from.y);
  await window.mouse.down();
  await window.mouse.move(from.x + 5, from.y + 5); // React Flow takes a drag to begin where its first step ends
  await window.mouse.move(from.x + 45, from.y + 65, { steps: 6 });
  await window.mouse.up();
  await expect(layer).toHaveAttribute('data-selected', 'true');
  const to = await findMiddle(layer);
  expect(Math.hypot(to.x - from.x - 40, to.y - from.y - 60)).toBeLessThan(3);
  await window.keyboard.press('Control+1');
  await expect(layer.getByTestId('layer-label')).toBeVisible();
  await expect(getLayers(window)).not.toHaveCount(0);
  await expectQuiet(workshop);
});
