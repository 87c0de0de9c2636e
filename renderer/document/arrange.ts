// Places layers from left to right by their depth (dagre), and folds a long network into rows as text is, so that all of it
// can be read at once. Rows break where a single connection crosses, if such a place is near.
import dagre from '@dagrejs/dagre';
import type { GraphDocument } from '../../engine/document/document.ts';
import { findLayer } from '../../engine/layers/index.ts';
import type { Point } from './sizes.ts';
import { columnGap, columnPitch, nodeHeight, nodeWidth, rowGap } from './sizes.ts';

/** Rows may be this much shorter or longer than wished for, to break at a better place. */
const shortestRow = 0.6;
const longestRow = 1.5;
const mostPerRow = 40;

interface Placed {
  readonly id: string;
  readonly column: number;
  /** Centre, relative to the row's axis. */
  readonly y: number;
  readonly height: number;
}

/** New positions (upper left corners) of all layers: those that can be shown largest on a canvas `proportion` times as wide
 * as high. */
export function arrange(document: GraphDocument, proportion: number): ReadonlyMap<string, Point> {
  const placed = placeByDepth(document);
  const columns = 1 + Math.max(0, ...placed.map((node) => node.column));
  const crossings = countCrossings(document, placed, columns);
  let best: { positions: ReadonlyMap<string, Point>; size: number } | undefined;
  for (let perRow = Math.min(3, columns); perRow <= Math.min(columns, mostPerRow); perRow++) {
    const { positions, width, height } = layOutRows(placed, breakRows(crossings, columns, perRow), columns);
    const size = Math.max(width / proportion, height);
    if (best === undefined || size < best.size) best = { positions, size };
  }
  return best?.positions ?? new Map();
}

function layOutRows(placed: readonly Placed[], starts: readonly number[], columns: number) {
  const positions = new Map<string, Point>();
  let top = 0;
  let width = 0;
  starts.forEach((start, row) => {
    const end = starts[row + 1] ?? columns;
    const nodes = placed.filter((node) => node.column >= start && node.column < end);
    const above = Math.max(0, ...nodes.map((node) => node.height / 2 - node.y));
    const below = Math.max(0, ...nodes.map((node) => node.height / 2 + node.y));
    for (const node of nodes) {
      positions.set(node.id, { x: (node.column - start) * columnPitch, y: Math.round(top + above + node.y - node.height / 2) });
    }
    width = Math.max(width, (end - start) * columnPitch);
    top += above + below + rowGap;
  });
  return { positions, width, height: top };
}

function placeByDepth(document: GraphDocument): Placed[] {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: columnGap });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of document.nodes) graph.setNode(node.id, { width: nodeWidth, height: nodeHeight(findLayer(node.type)?.group) });
  for (const edge of document.edges) graph.setEdge(edge.source, edge.target);
  dagre.layout(graph);
  const laid = document.nodes.map(({ id }) => {
    const { x = 0, y = 0, height = 0 } = graph.node(id);
    return { id, x: Math.round(x), y, height };
  });
  const depths = [...new Set(laid.map((node) => node.x))].sort((first, second) => first - second);
  const middle = laid.length === 0 ? 0 : (Math.min(...laid.map((node) => node.y)) + Math.max(...laid.map((node) => node.y))) / 2;
  return laid.map(({ id, x, y, height }) => {
    // a layer alone in its column stands on the row's axis: connections that skip layers run above (route.ts)
    const isAlone = laid.filter((other) => other.x === x).length === 1;
    return { id, column: depths.indexOf(x), y: isAlone ? 0 : y - middle, height };
  });
}

/** How many connections lead over the left edge of each column. */
function countCrossings(document: GraphDocument, placed: readonly Placed[], columns: number): readonly number[] {
  const columnOf = new Map(placed.map((node) => [node.id, node.column]));
  const counts = new Array<number>(columns).fill(0);
  for (const edge of document.edges) {
    const last = columnOf.get(edge.target) ?? 0;
    for (let column = (columnOf.get(edge.source) ?? 0) + 1; column <= last; column++) counts[column] = (counts[column] ?? 0) + 1;
  }
  return counts;
}

/** The first column of each row. A break that cuts more than one connection costs as much as a row that is off by its length. */
function breakRows(crossings: readonly number[], columns: number, perRow: number): number[] {
  const starts = [0];
  for (let start = 0; columns - start > perRow; ) {
    const cost = (length: number): number => Math.max(0, (crossings[start + length] ?? 0) - 1) * perRow + Math.abs(length - perRow);
    let best = perRow;
    for (let length = Math.ceil(perRow * shortestRow); length <= Math.min(perRow * longestRow, columns - start); length++) {
      if (cost(length) < cost(best)) best = length;
    }
    start += best;
    if (start < columns) starts.push(start);
  }
  return starts;
}
