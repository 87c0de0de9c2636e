// Where the window was, kept between two starts. A place that is no longer on any screen (a monitor was unplugged) is not
// used again: the window is then centred at its last size, never larger than the screen.
import { z } from 'zod';

export const windowStateSchema = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const minimumSize = { width: 800, height: 560 } as const;
const firstSize = { width: 1440, height: 900 } as const;
/** So much of the window's top edge must be on a screen that it can be caught and moved. */
const reachable = { width: 120, height: 40 } as const;

/** The bounds to open with. `screens`: the work areas of all displays, the primary first. */
export function placeWindow(
  state: WindowState | undefined,
  screens: readonly Rectangle[],
): { x?: number; y?: number; width: number; height: number } {
  const { x, y } = state ?? {};
  const home = screens.find((screen) => x !== undefined && y !== undefined && isReachable(screen, x, y, state?.width ?? 0)) ?? screens[0];
  const limit = home ?? firstSize;
  const width = clamp(state?.width ?? firstSize.width, minimumSize.width, limit.width);
  const height = clamp(state?.height ?? firstSize.height, minimumSize.height, limit.height);
  if (x === undefined || y === undefined || !screens.some((screen) => isReachable(screen, x, y, width))) return { width, height };
  return { x, y, width, height };
}

function isReachable(screen: Rectangle, x: number, y: number, width: number): boolean {
  const visibleWidth = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return visibleWidth >= reachable.width && y >= screen.y && y <= screen.y + screen.height - reachable.height;
}

/** The minimum gives way to a screen that is smaller. */
function clamp(value: number, minimum: number, maximum: number): number {
  return Math.min(Math.max(value, minimum), maximum);
}
