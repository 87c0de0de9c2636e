// What part of the document is on the screen, and which layers lie in it.
import type { Viewport } from 'react-flow-renderer';
import type { GraphDocument } from '../../engine/document/document.ts';
import { findLayer } from '../../engine/layers/index.ts';
import type { Point } from '../document/sizes.ts';
import { nodeHeight, nodeWidth, showsMaps } from '../document/sizes.ts';

/** In the document's coordinates. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The area seen through a frame of this many pixels. */
export function toArea({ x, y, zoom }: Viewport, width: number, height: number): Area {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

/** True where a whole layer at this place lies in the area. */
export function isWithin({ x, y }: Point, area: Area): boolean {
  return x >= area.left && x + nodeWidth <= area.right && y >= area.top && y + nodeHeight('convolution') <= area.bottom;
}

/** True where two layers at these places, or what lies between them, may lie at least partly in the area. */
export function spans(first: Point, last: Point, area: Area): boolean {
  const isBeside = Math.max(first.x, last.x) + nodeWidth < area.left || Math.min(first.x, last.x) > area.right;
  const isAboveOrBelow = Math.max(first.y, last.y) + nodeHeight('convolution') < area.top || Math.min(first.y, last.y) > area.bottom;
  return !isBeside && !isAboveOrBelow;
}

/** The layers with maps that lie at least partly in the area. */
export function findVisibleLayers(document: GraphDocument, area: Area): string[] {
  return document.nodes.flatMap(({ id, type, position: { x, y } }) => {
    const group = findLayer(type)?.group;
    const isSeen = x < area.right && x + nodeWidth > area.left && y < area.bottom && y + nodeHeight(group) > area.top;
    return isSeen && showsMaps(group) ? [id] : [];
  });
}
