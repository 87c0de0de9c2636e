// An auto-encoder drawn by the plain mouse: what pooling gives up by its second output, unpooling takes by its second input; it trains.
import { expect, test } from '@playwright/test';
import { drag, drawWire, expectWires, findMiddle, findPort, onCanvas } from './mouse.ts';
import {
  countSteps,
  dragLayer,
  expectQuiet,
  expectRun,
  getButton,
  getLayers,
  openSamples,
  openWorkshop,
  selectLayer,
  selectNothing,
  setField,
} from './person.ts';

test('positions are wired from pooling to unpooling, refused elsewhere, and the network trains', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await window.getByRole('button', { name: 'Start from an empty canvas' }).click();
  const input = await dragLayer(window, 'Input', { x: 90, y: 90 });
  const pool = await dragLayer(window, 'Pooling', { x: 330, y: 90 });
  const middle = await dragLayer(window, 'Conv 2D', { x: 570, y: 90 });
  const unpool = await dragLayer(window, 'Unpooling', { x: 330, y: 280 });
  const output = await dragLayer(window, 'Reconstruction output', { x: 570, y: 280 });
  await selectLayer(window, middle);
  await setField(window, 'Filters', '1');
  await selectNothing(window);
  await drawWire(window, { from: input, to: pool });
  await drawWire(window, { from: pool, to: middle });
  await drawWire(window, { from: middle, to: unpool });
  await drawWire(window, { from: unpool, to: output });
  const values: (readonly [string, string])[] = [
    [input, pool],
    [pool, middle],
    [middle, unpool],
    [unpool, output],
  ];
  await expectWires(window, values);
  const [give, take] = [findPort(window, pool, 'output', 'switches'), findPort(window, unpool, 'input', 'switches')];

  await test.step('ports with names say them', async () => {
    await expect(give).toHaveAccessibleName('Output “Positions” of Pooling');
    await expect(take).toHaveAccessibleName('Input “Positions” of Unpooling');
    await expect(take).toHaveAttribute('title', /^Positions: /);
    await window.getByTestId(`node-${unpool}`).hover();
    await expect(take.getByTestId('port-label')).toHaveCSS('opacity', '1');
  });
  await test.step('positions end at no input of values, and values at none of positions', async () => {
    await drag(window, await findMiddle(give), await findMiddle(findPort(window, middle, 'input')));
    await drag(window, await findMiddle(findPort(window, input, 'output')), await findMiddle(take));
    await expectWires(window, values);
  });
  await test.step('from port to port, undone and done again', async () => {
    await drag(window, await findMiddle(give), await findMiddle(take));
    const wires = [...values, [`${pool} (Positions)`, `${unpool} (Positions)`] as const];
    await expectWires(window, wires);
    await window.keyboard.press('Control+z');
    await expectWires(window, values);
    await window.keyboard.press('Control+Shift+z');
    await expectWires(window, wires);
    await expect(getLayers(window, '[data-severity]')).toHaveCount(0);
    await expect(window.getByTestId(/^edge-size-/)).toHaveCount(5);
  });
  await test.step('the inspector names what comes in', async () => {
    await selectLayer(window, unpool);
    const facts = window.getByRole('complementary', { name: 'Inspector' }).getByTestId('facts');
    await expect(facts.getByText('Input: Positions')).toBeVisible();
    await expect(facts.getByText('Input: Values')).toBeVisible();
  });
  await test.step('copies bring the connection between their named ports', async () => {
    await window.keyboard.down('Shift');
    await drag(window, await onCanvas(window, { x: 225, y: 10 }), await onCanvas(window, { x: 440, y: 400 }));
    await window.keyboard.up('Shift');
    await expect(getLayers(window, '[data-selected=true]')).toHaveCount(2);
    await window.keyboard.press('Control+c');
    await window.keyboard.press('Control+v');
    await expect(window.locator('.react-flow__edge')).toHaveCount(6);
    await expect(window.locator('.react-flow__edge[aria-label*="2 (Positions)"]')).toHaveCount(1);
    await window.keyboard.press('Control+z');
    await expect(window.locator('.react-flow__edge')).toHaveCount(5);
  });
  await test.step('and it trains', async () => {
    await openSamples(window);
    await selectNothing(window);
    await getButton(window, 'Train').click();
    await expectRun(window, 'finished', 60_000);
    expect(await countSteps(window)).toBeGreaterThan(3);
    await expect(window.getByTestId(`maps-${unpool}`)).not.toHaveAttribute('data-version', '0');
  });
  await expectQuiet(workshop);
});
