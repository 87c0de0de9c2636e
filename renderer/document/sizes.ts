// Sizes of layers on the canvas. They are fixed, so that live maps never move anything and arranging needs no measuring.
import type { LayerGroup } from '../../engine/layers/layer.ts';

/** A place on the canvas, in the document's coordinates. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export const nodeWidth = 168;
export const stripHeight = 38;
const textHeight = 62;

/** The distance between neighbouring layers: room for a size such as 28×28×64 on the edge. */
export const columnGap = 68;
export const columnPitch = nodeWidth + columnGap;
export const rowGap = 58;

const groupsWithMaps: readonly LayerGroup[] = ['convolution', 'detector', 'pooling'];

/** True for layers whose feature maps are shown. */
export function showsMaps(group: LayerGroup | undefined): boolean {
  return group !== undefined && groupsWithMaps.includes(group);
}

export function nodeHeight(group: LayerGroup | undefined): number {
  return showsMaps(group) ? textHeight + stripHeight + 8 : textHeight;
}
