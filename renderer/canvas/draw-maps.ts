// Draws a layer's feature maps as a grid of tiles into a canvas of fixed size. Each map is scaled from its own smallest to
// its own largest value, so that a quiet filter can be seen as well as a loud one.
import type { FeatureMap } from '../../engine/protocol.ts';
import { colourTable } from './colours.ts';

export interface TileGrid {
  readonly rows: number;
  readonly columns: number;
  /** Side of the square a tile may fill. */
  readonly side: number;
  readonly shown: number;
}

/** The fewest rows in which all channels fit, at most three. */
export function layOutTiles(channels: number, width: number, height: number, gap: number): TileGrid {
  let grid: TileGrid = { rows: 1, columns: 1, side: height, shown: 0 };
  for (let rows = 1; rows <= 3; rows++) {
    const side = Math.floor((height - (rows - 1) * gap) / rows);
    const columns = Math.max(1, Math.floor((width + gap) / (side + gap)));
    grid = { rows, columns, side, shown: Math.min(channels, rows * columns) };
    if (grid.shown === channels) break;
  }
  return grid;
}

let scratch: { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } | undefined;

function getScratch(width: number, height: number): typeof scratch {
  if (scratch === undefined) {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context !== null) scratch = { canvas, context };
  }
  if (scratch !== undefined && (scratch.canvas.width !== width || scratch.canvas.height !== height)) {
    scratch.canvas.width = width;
    scratch.canvas.height = height;
  }
  return scratch;
}

/** Gap in device pixels. Leaves the canvas empty where there is nothing to draw. */
export function drawMaps(canvas: HTMLCanvasElement, map: FeatureMap, gap: number): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  const { width, height, channels } = map;
  if (width === 0 || height === 0 || channels === 0) return;
  const area = getScratch(width, height);
  if (area === undefined) return;
  const grid = layOutTiles(channels, canvas.width, canvas.height, gap);
  const scale = grid.side / Math.max(width, height);
  const pixels = area.context.createImageData(width, height);
  context.imageSmoothingEnabled = scale < 1;
  for (let channel = 0; channel < grid.shown; channel++) {
    paintChannel(map, channel, new Uint32Array(pixels.data.buffer));
    area.context.putImageData(pixels, 0, 0);
    const left = (channel % grid.columns) * (grid.side + gap);
    const top = Math.floor(channel / grid.columns) * (grid.side + gap);
    context.drawImage(area.canvas, left, top, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  }
}

function paintChannel({ values, channels }: FeatureMap, channel: number, pixels: Uint32Array): void {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let index = channel; index < values.length; index += channels) {
    const value = values[index] ?? 0;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  const factor = largest > smallest ? 255 / (largest - smallest) : 0;
  for (let pixel = 0, index = channel; pixel < pixels.length; pixel++, index += channels) {
    pixels[pixel] = colourTable[Math.round(((values[index] ?? 0) - smallest) * factor)] ?? 0;
  }
}
