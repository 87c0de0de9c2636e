// The plain mouse: press, some moves, let go. Playwright's own dragTo would wait, scroll and try again; this does what a hand does,
// so that what is in the hand's way is in the test's way.
import { expect, type Locator, type Page } from '@playwright/test';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** From one place of the window to another with the button held, in small moves. */
export async function drag(window: Page, from: Place, to: Place): Promise<void> {
  await window.mouse.move(from.x, from.y, { steps: 5 });
  await window.mouse.down();
  await window.mouse.move(to.x, to.y, { steps: 12 });
  await window.mouse.up();
}

export async function findMiddle(locator: Locator): Promise<Place> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('Expected something on the screen to put the pointer on, found none.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function getCanvas(window: Page): Locator {
  return window.getByRole('region', { name: 'Canvas' });
}

/** A place of the canvas, in pixels from its corner, as a place of the window. */
export async function onCanvas(window: Page, place: Place): Promise<Place> {
  const canvas = await getCanvas(window).boundingBox();
  if (canvas === null) throw new Error('Expected the canvas on the screen, found none.');
  return { x: canvas.x + place.x, y: canvas.y + place.y };
}

/** Where layers have several inputs or outputs, the first, or that of a name. */
export function findPort(window: Page, id: string, kind: 'input' | 'output', name?: string): Locator {
  const ports = window.getByTestId(`node-${id}`).locator(`.react-flow__handle.${kind === 'input' ? 'target' : 'source'}`);
  return name === undefined ? ports.first() : ports.and(window.locator(`[data-port=${name}]`));
}

/** From one layer's output to another's input; `backwards` begins at the input. It does not ask whether a wire came of it. */
export async function drawWire(
  window: Page,
  { from, to, backwards = false }: { readonly from: string; readonly to: string; readonly backwards?: boolean },
): Promise<void> {
  const output = await findMiddle(findPort(window, from, 'output'));
  const input = await findMiddle(findPort(window, to, 'input'));
  await (backwards ? drag(window, input, output) : drag(window, output, input));
}

/** Exactly these connections are drawn, each from a layer to a layer, and no line is left between them. */
export async function expectWires(window: Page, wires: readonly (readonly [string, string])[]): Promise<void> {
  const listWires = (): Promise<string[]> =>
    window.locator('.react-flow__edge').evaluateAll((edges) => edges.map((edge) => edge.getAttribute('aria-label') ?? '').sort());
  await expect.poll(listWires).toEqual(wires.map(([from, to]) => `Connection from ${from} to ${to}`).sort());
  await expect(window.locator('.react-flow__connection')).toHaveCount(0);
}
