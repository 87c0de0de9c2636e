// Draws a layer's feature maps as a grid of tiles into a canvas of fixed size. Each map is scaled from its own smallest to
// its own largest value, so that a quiet filter can be seen as well as a loud one; the units of a vector are scaled together. Maps of
// a single row (sequences) would be hairlines as tiles: they are drawn as one strip, along it the length, a band for each channel.
import type { FeatureMap } from '../../engine/train/maps.ts';
import { colourTable } from './colours.ts';

export interface TileGrid {
  readonly rows: number;
  readonly columns: number;
  /** Side of the square a tile may fill. */
  readonly side: number;
  readonly shown: number;
}

/** Below this side (device pixels) a tile shows nothing: fewer channels are shown instead. */
const smallestSide = 20;
const smallestUnit = 6;

/** The largest tiles with which all channels fit, or as many as fit at the smallest side. */
export function layOutTiles(channels: number, width: number, height: number, gap: number, smallest = smallestSide): TileGrid {
  const share = (length: number, parts: number): number => Math.floor((length - (parts - 1) * gap) / parts);
  let best: TileGrid | undefined;
  for (let columns = 1; columns <= channels; columns++) {
    const rows = Math.ceil(channels / columns);
    const side = Math.min(share(width, columns), share(height, rows));
    if (side >= smallest && side > (best?.side ?? 0)) best = { rows, columns, side, shown: channels };
  }
  if (best !== undefined) return best;
  const columns = Math.max(1, Math.floor((width + gap) / (smallest + gap)));
  const rows = Math.max(1, Math.floor((height + gap) / (smallest + gap)));
  return { rows, columns, side: Math.min(share(width, columns), share(height, rows)), shown: Math.min(channels, rows * columns) };
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
export function drawMaps(canvas: HTMLCanvasElement, received: FeatureMap, gap: number): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (isSequence(received)) {
    drawSequence(canvas, context, received);
    return;
  }
  const isVector = received.height === 1 && (received.width === 1 || received.channels === 1);
  const map = isVector ? { ...received, width: 1, channels: received.values.length } : received;
  const { width, height, channels } = map;
  if (width === 0 || height === 0 || channels === 0) return;
  const area = getScratch(width, height);
  if (area === undefined) return;
  const grid = layOutTiles(channels, canvas.width, canvas.height, gap, isVector ? smallestUnit : smallestSide);
  const scale = grid.side / Math.max(width, height);
  const used = Math.ceil(grid.shown / grid.columns) * (grid.side + gap) - gap;
  const start = Math.max(0, Math.floor((canvas.height - used) / 2));
  const shared = isVector ? findRange(map.values, 0, 1) : undefined;
  const pixels = area.context.createImageData(width, height);
  context.imageSmoothingEnabled = scale < 1;
  for (let channel = 0; channel < grid.shown; channel++) {
    paintChannel(map, channel, shared ?? findRange(map.values, channel, channels), new Uint32Array(pixels.data.buffer));
    area.context.putImageData(pixels, 0, 0);
    const left = (channel % grid.columns) * (grid.side + gap);
    const top = start + Math.floor(channel / grid.columns) * (grid.side + gap);
    context.drawImage(area.canvas, left, top, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  }
}

/** Several channels of one row. */
export function isSequence({ height, width, channels }: FeatureMap): boolean {
  return height === 1 && width > 1 && channels > 1;
}

/** Below this height (device pixels) a band shows nothing: fewer channels are shown instead. */
const smallestBand = 4;

/** How many channels of a sequence fit. */
export const countBands = (channels: number, height: number): number => Math.min(channels, Math.max(1, Math.floor(height / smallestBand)));

function drawSequence(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, map: FeatureMap): void {
  const { width, channels } = map;
  const area = getScratch(width, 1);
  if (area === undefined) return;
  const bands = countBands(channels, canvas.height);
  const pixels = area.context.createImageData(width, 1);
  context.imageSmoothingEnabled = width > canvas.width;
  for (let channel = 0; channel < bands; channel++) {
    paintChannel(map, channel, findRange(map.values, channel, channels), new Uint32Array(pixels.data.buffer));
    area.context.putImageData(pixels, 0, 0);
    const top = Math.round((channel * canvas.height) / bands);
    context.drawImage(area.canvas, 0, top, canvas.width, Math.round(((channel + 1) * canvas.height) / bands) - top);
  }
}

interface Range {
  readonly smallest: number;
  readonly largest: number;
}

function findRange(values: Float32Array, first: number, stride: number): Range {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let index = first; index < values.length; index += stride) {
    const value = values[index] ?? 0;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  return { smallest, largest };
}

function paintChannel({ values, channels }: FeatureMap, channel: number, { smallest, largest }: Range, pixels: Uint32Array): void {
  const factor = largest > smallest ? 255 / (largest - smallest) : 0;
  for (let pixel = 0, index = channel; pixel < pixels.length; pixel++, index += channels) {
    pixels[pixel] = colourTable[Math.round(((values[index] ?? 0) - smallest) * factor)] ?? 0;
  }
}
