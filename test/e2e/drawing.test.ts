// Drawing by mouse as a stranger does it: press, move, let go. Nothing is cleared or set behind the application's back, so that
// what one drag leaves behind meets the next one, as it does for a person.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { drag, drawWire, expectWires, findMiddle, findPort, onCanvas } from './mouse.ts';
import { dragLayer, dropPath, expectQuiet, getLayers, openTemplate, openWorkshop, selectLayer, type Workshop } from './person.ts';

async function openEmptyCanvas(): Promise<Workshop> {
  const workshop = await openWorkshop();
  await workshop.window.getByRole('button', { name: 'Start from an empty canvas' }).click();
  return workshop;
}

/** Input, two convolutions and Add, not yet connected. */
async function placeFour(window: Page): Promise<Record<'input' | 'upper' | 'lower' | 'add', string>> {
  return {
    input: await dragLayer(window, 'Input', { x: 90, y: 240 }),
    upper: await dragLayer(window, 'Conv 2D', { x: 330, y: 100 }),
    lower: await dragLayer(window, 'Conv 2D', { x: 330, y: 380 }),
    add: await dragLayer(window, 'Add', { x: 570, y: 240 }),
  };
}

const readClipboard = ({ application }: Workshop): Promise<string> => application.evaluate(({ clipboard }) => clipboard.readText());

test('a residual block is drawn by mouse, with two wires from one port', async () => {
  await using workshop = await openEmptyCanvas();
  const { window } = workshop;
  const input = await dragLayer(window, 'Input', { x: 90, y: 240 });
  const convolution = await dragLayer(window, 'Conv 2D', { x: 330, y: 100 });
  const add = await dragLayer(window, 'Add', { x: 570, y: 240 });
  await drawWire(window, { from: input, to: convolution });
  await expectWires(window, [[input, convolution]]);
  await drawWire(window, { from: input, to: add });
  await expectWires(window, [
    [input, convolution],
    [input, add],
  ]);
  await drawWire(window, { from: convolution, to: add });
  await expectWires(window, [
    [input, convolution],
    [input, add],
    [convolution, add],
  ]);
  await expectQuiet(workshop);
});

test('an inception block is drawn by mouse: four wires from one port, four into another, some of them backwards', async () => {
  await using workshop = await openEmptyCanvas();
  const { window } = workshop;
  const input = await dragLayer(window, 'Input', { x: 90, y: 250 });
  const branches = [
    await dragLayer(window, 'Conv 2D', { x: 330, y: 60 }),
    await dragLayer(window, 'Conv 2D', { x: 330, y: 185 }),
    await dragLayer(window, 'Conv 2D', { x: 330, y: 310 }),
    await dragLayer(window, 'Pooling', { x: 330, y: 435 }),
  ];
  const concat = await dragLayer(window, 'Concat', { x: 570, y: 250 });
  for (const branch of branches) await drawWire(window, { from: input, to: branch });
  for (const [index, branch] of branches.entries()) await drawWire(window, { from: branch, to: concat, backwards: index % 2 === 1 });
  await expectWires(
    window,
    branches.flatMap((branch) => [
      [input, branch],
      [branch, concat],
    ]),
  );
  await expectQuiet(workshop);
});

test('after wires were drawn, copying, cutting and pasting act on the selected layers', async () => {
  await using workshop = await openEmptyCanvas();
  const { window } = workshop;
  const { input, upper, lower, add } = await placeFour(window);
  const layers = getLayers(window);
  await selectLayer(window, add);
  await window.keyboard.press('Control+c');
  await drawWire(window, { from: input, to: upper });
  await drawWire(window, { from: input, to: lower });
  await drawWire(window, { from: upper, to: add });

  await selectLayer(window, upper);
  await window.keyboard.press('Control+c');
  await window.keyboard.press('Control+v');
  await expect(layers).toHaveCount(5);
  await expect(getLayers(window, '[data-type=conv2d]')).toHaveCount(3);
  await window.keyboard.press('Control+x');
  await expect(layers).toHaveCount(4);

  await test.step('also right after a wire, while a layer is still selected', async () => {
    await selectLayer(window, lower);
    await drawWire(window, { from: lower, to: add });
    await window.keyboard.press('Control+x');
    await expect(window.getByTestId(`node-${lower}`)).toHaveCount(0);
    await expectWires(window, [
      [input, upper],
      [upper, add],
    ]);
    await window.keyboard.press('Control+v');
    await expect(layers).toHaveCount(4);
  });
  await expectQuiet(workshop);
});

test('a text that was marked with the mouse is copied as text, until layers are selected again', async () => {
  await using workshop = await openWorkshop();
  const { window, folder } = workshop;
  await openTemplate(window, 'LeNet');
  await selectLayer(window, 'input');
  await window.keyboard.press('Control+c');
  const layers = getLayers(window);
  const shape = window.getByRole('complementary', { name: 'Inspector' }).getByTestId('facts').getByText('28×28×1', { exact: true });
  const mark = async (text: Locator): Promise<void> => {
    const { x, y } = await findMiddle(text);
    await window.mouse.dblclick(x, y);
  };
  await mark(shape);
  await window.keyboard.press('Control+c');
  await expect.poll(() => readClipboard(workshop)).toContain('28');
  await window.keyboard.press('Control+v');
  await expect(layers).toHaveCount(15); // a text is copied, but what is pasted is layers

  await test.step('a layer that is pressed is what is copied, be it the one that was selected already', async () => {
    await selectLayer(window, 'pool1');
    await mark(window.getByRole('complementary', { name: 'Inspector' }).getByTestId('facts').locator('dd').first());
    await selectLayer(window, 'pool1');
    await window.keyboard.press('Control+c');
    await window.keyboard.press('Control+v');
    await expect(getLayers(window, '[data-type=pool2d]')).toHaveCount(3);
  });
  await test.step('and so are layers that are selected by key while the text is still there', async () => {
    writeFileSync(join(folder, 'note.txt'), 'not a folder');
    await dropPath(window, join(folder, 'note.txt'));
    await mark(window.getByRole('region', { name: 'Messages' }).getByTestId('message-title'));
    await window.keyboard.press('Control+c');
    await expect.poll(() => readClipboard(workshop)).not.toContain('28');
    await window.keyboard.press('Control+a');
    await window.keyboard.press('Control+c');
    await window.keyboard.press('Control+v');
    await expect(layers).toHaveCount(32);
  });
  await test.step('a text in a field is the field’s own, and none of it is left when a layer is pressed', async () => {
    await selectLayer(window, 'input');
    const field = window.getByLabel('Find a layer');
    await field.click();
    await window.keyboard.type('Pool');
    await window.keyboard.press('Control+a');
    await window.keyboard.press('Control+c');
    await expect.poll(() => readClipboard(workshop)).toBe('Pool');
    await selectLayer(window, 'input');
    await window.keyboard.press('Control+x');
    await expect(window.getByTestId('node-input')).toHaveCount(0);
    await expect(field).toHaveValue('Pool');
  });
  await expectQuiet(workshop);
});

test('a wire that is given up leaves nothing behind', async () => {
  await using workshop = await openEmptyCanvas();
  const { window } = workshop;
  const { input, upper, lower, add } = await placeFour(window);
  await selectLayer(window, input);
  const output = await findMiddle(findPort(window, input, 'output'));
  const empty = await onCanvas(window, { x: 500, y: 60 });
  const target = await findMiddle(findPort(window, add, 'input'));

  await test.step('dropped on the empty canvas', async () => {
    await drag(window, output, empty);
    await expectWires(window, []);
  });
  await test.step('by Escape, which takes nothing else, and although the pointer is over a port', async () => {
    await window.mouse.move(output.x, output.y);
    await window.mouse.down();
    await window.mouse.move(target.x, target.y, { steps: 12 });
    await expect(window.locator('.react-flow__connection')).toHaveCount(1);
    await window.keyboard.press('Escape');
    await expect(window.locator('.react-flow__connection')).toHaveCount(0);
    await window.mouse.move(target.x + 5, target.y + 5, { steps: 3 });
    await window.mouse.up();
    await expectWires(window, []);
    await expect(window.getByTestId(`node-${input}`)).toHaveAttribute('data-selected', 'true');
  });
  await test.step('on its own port', async () => {
    await window.mouse.move(output.x, output.y);
    await window.mouse.down();
    await window.mouse.move(empty.x, empty.y, { steps: 6 });
    await window.mouse.move(output.x, output.y, { steps: 6 });
    await window.mouse.up();
    await expectWires(window, []);
  });
  await test.step('and the next ones are drawn', async () => {
    await drawWire(window, { from: input, to: upper });
    await drawWire(window, { from: input, to: lower });
    await drawWire(window, { from: input, to: add, backwards: true });
    await expectWires(window, [
      [input, upper],
      [input, lower],
      [input, add],
    ]);
  });
  await expectQuiet(workshop);
});

test('a wire whose pointer the system takes away vanishes', async () => {
  await using workshop = await openEmptyCanvas();
  const { window } = workshop;
  const { input, upper } = await placeFour(window);
  const from = await findMiddle(findPort(window, input, 'output'));
  const to = await findMiddle(findPort(window, upper, 'input'));
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const session = await window.context().newCDPSession(window);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', ...touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', from);
  await touch('touchMove', middle);
  await touch('touchMove', to);
  await expect(window.locator('.react-flow__connection')).toHaveCount(1);
  await touch('touchCancel');
  await expectWires(window, []);
  await touch('touchStart', from);
  await touch('touchMove', middle);
  await touch('touchMove', to);
  await touch('touchEnd');
  await expectWires(window, [[input, upper]]);
  await session.detach();
  await expectQuiet(workshop);
});

test('wires are drawn after anything else that a mouse or Ctrl+A may have marked', async () => {
  await using workshop = await openEmptyCanvas();
  const { window } = workshop;
  const { input, upper, lower, add } = await placeFour(window);
  await test.step('a double click on a label and on a fact', async () => {
    const label = await findMiddle(window.getByTestId(`node-${input}`).getByTestId('layer-label'));
    await window.mouse.dblclick(label.x, label.y);
    await drawWire(window, { from: input, to: upper });
    await expectWires(window, [[input, upper]]);
    await selectLayer(window, upper);
    const fact = await findMiddle(window.getByRole('complementary', { name: 'Inspector' }).getByTestId('facts').locator('dd').first());
    await window.mouse.dblclick(fact.x, fact.y);
    await drawWire(window, { from: input, to: lower });
    await expectWires(window, [
      [input, upper],
      [input, lower],
    ]);
  });
  await test.step('Ctrl+A, then a marquee around everything', async () => {
    await window.keyboard.press('Control+a');
    await drawWire(window, { from: upper, to: add });
    await window.keyboard.down('Shift');
    await drag(window, await onCanvas(window, { x: 5, y: 20 }), await onCanvas(window, { x: 680, y: 480 }));
    await window.keyboard.up('Shift');
    await expect(getLayers(window, '[data-selected=true]')).toHaveCount(4);
    const label = window.getByTestId(`node-${lower}`).getByTestId('layer-label');
    const before = await findMiddle(label);
    await drag(window, await onCanvas(window, { x: 330, y: 240 }), await onCanvas(window, { x: 330, y: 250 }));
    await expect.poll(async () => (await findMiddle(label)).y).toBeGreaterThan(before.y + 5); // they move together
    await drawWire(window, { from: lower, to: add });
    await expectWires(window, [
      [input, upper],
      [input, lower],
      [upper, add],
      [lower, add],
    ]);
  });
  await test.step('Ctrl+A over a dialog, which marks the page behind it, too', async () => {
    await window.keyboard.press('?');
    await expect(window.getByRole('dialog')).toBeVisible();
    await window.keyboard.press('Control+a');
    await window.keyboard.press('Escape');
    await expect(window.getByRole('dialog')).toHaveCount(0);
    await window.keyboard.press('Control+c');
    await window.keyboard.press('Control+v');
    await expect(getLayers(window)).toHaveCount(8);
    await window.keyboard.press('Control+x');
    await expect(getLayers(window)).toHaveCount(4);
    const pooling = await dragLayer(window, 'Pooling', { x: 480, y: 440 });
    await drawWire(window, { from: upper, to: pooling });
    await expect(window.getByLabel(`Connection from ${upper} to ${pooling}`)).toHaveCount(1);
  });
  await test.step('dragging a layer and the canvas, and zooming', async () => {
    await window.keyboard.press('Escape');
    const label = await findMiddle(window.getByTestId(`node-${add}`).getByTestId('layer-label'));
    await drag(window, label, { x: label.x, y: label.y + 60 });
    await drag(window, await onCanvas(window, { x: 480, y: 40 }), await onCanvas(window, { x: 470, y: 60 }));
    for (const [key, presses] of [
      ['-', 3],
      ['+', 4],
    ] as const) {
      const before = await readView(window);
      for (let press = 0; press < presses; press++) await window.keyboard.press(key);
      await waitForGlide(window, before);
      await drawWire(window, { from: input, to: add });
      await expect(window.getByLabel(`Connection from ${input} to ${add}`, { exact: true })).toHaveCount(1);
      await window.keyboard.press('Control+z');
      await expect(window.getByLabel(`Connection from ${input} to ${add}`, { exact: true })).toHaveCount(0);
    }
  });
  await expectQuiet(workshop);
});

const readView = (window: Page): Promise<string | null> => window.locator('.react-flow__viewport').getAttribute('style');

/** A zoom glides: until the view is another than before and stands still. */
async function waitForGlide(window: Page, before: string | null): Promise<void> {
  let last = before;
  const isStill = async (): Promise<boolean> => {
    const former = last;
    last = await readView(window);
    return last !== before && last === former;
  };
  await expect.poll(isStill, { intervals: [100] }).toBe(true);
}
