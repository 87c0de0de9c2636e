// What brings one input of a merge to the size of the others: a layer to insert on its edge, whose output has that size exactly.
// Height and width that divide get a stride, smaller maps a border of zeros, larger ones a kernel that covers the difference;
// a map that meets a vector becomes one. So every mismatch of sizes has a fix that one click applies.
import { messagesOf } from '../base/messages.ts';
import { type Shape, sizeOf } from '../base/shape.ts';
import type { InsertedLayer } from './layer.ts';
import { words } from './words.ts';

const { fix } = messagesOf(words);

// the bounds of the fields that are set here
const [mostFilters, mostUnits, mostStride, mostKernel, mostBorder] = [4096, 65536, 64, 64, 1024];

interface AxisFit {
  readonly kernel: number;
  readonly stride: number;
  readonly before: number;
  readonly after: number;
}

function fitAxis(from: number, to: number): AxisFit | undefined {
  const plain = { kernel: 1, stride: 1, before: 0, after: 0 };
  if (from <= to) {
    const before = Math.floor((to - from) / 2);
    const after = to - from - before;
    return after > mostBorder ? undefined : { ...plain, before, after };
  }
  const stride = Math.ceil(from / to);
  if (stride <= mostStride && Math.ceil(from / stride) === to) return { ...plain, stride };
  return from - to + 1 > mostKernel ? undefined : { ...plain, kernel: from - to + 1 };
}

/** The layer that makes `to` of `from`, or the first of two; undefined where none does. */
function layerBetween(from: Shape, to: Shape): Omit<InsertedLayer, 'input'> | undefined {
  const [height = 0, width = 0, channels = 0] = from;
  if (from.length === 3 && to.length === 1) {
    if (channels === to[0]) return { ...fix('insert-global-pooling', { from, to }), type: 'globalPool2d' };
    return { ...fix('insert-flatten', { from, to: [sizeOf(from)] }), type: 'flatten' };
  }
  const [toHeight = 0, toWidth = 0, toChannels = 0] = to;
  if (from.length === 1 && to.length === 1) {
    return toHeight > mostUnits ? undefined : { ...fix('insert-dense', { from, to }), type: 'dense', parameters: { units: toHeight } };
  }
  if (from.length !== 3 || to.length !== 3 || toChannels > mostFilters) return undefined;
  const rows = fitAxis(height, toHeight);
  const columns = fitAxis(width, toWidth);
  if (rows === undefined || columns === undefined) return undefined;
  const kernelSize = [rows.kernel, columns.kernel] as const;
  const stride = [rows.stride, columns.stride] as const;
  const border = { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after };
  const padding = Object.values(border).some((length) => length > 0) ? border : 'valid';
  const words = fix('insert-convolution', { kernel: kernelSize, isStrided: Math.max(...stride) > 1, stride, from, to });
  return { ...words, type: 'conv2d', parameters: { filters: toChannels, kernelSize, stride, padding } };
}

/**
 * shapes: the sizes of a merge's inputs; input: the first that does not fit the first one; target: the size it should have.
 * Where a vector should become a map, the map (input 0) is made a vector instead.
 */
export function fixMerge(shapes: readonly Shape[], input: number, target: Shape): InsertedLayer | undefined {
  const isTurned = shapes[input]?.length === 1 && target.length === 3;
  const [place, from, to] = isTurned ? [0, target, shapes[input] ?? []] : [input, shapes[input] ?? [], target];
  const layer = layerBetween(from, to);
  return layer && { ...layer, input: place };
}
