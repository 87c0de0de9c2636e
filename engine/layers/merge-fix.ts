// What brings one input of a merge to the size of the others: a layer to insert on its edge, whose output has that size exactly.
// Height and width that divide get a stride, smaller maps a border of zeros, larger ones a kernel that covers the difference;
// a map that meets a vector becomes one. So every mismatch of sizes has a fix that one click applies.
import { formatShape, type Shape, sizeOf } from '../base/shape.ts';
import type { InsertedLayer } from './layer.ts';

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
function layerBetween(
  from: Shape,
  to: Shape,
): { readonly type: string; readonly name: string; readonly parameters?: InsertedLayer['parameters']; readonly shape: Shape } | undefined {
  const [height = 0, width = 0, channels = 0] = from;
  if (from.length === 3 && to.length === 1) {
    if (channels === to[0]) return { type: 'globalPool2d', name: 'global pooling', shape: to };
    return { type: 'flatten', name: 'a Flatten layer', shape: [sizeOf(from)] };
  }
  const [toHeight = 0, toWidth = 0, toChannels = 0] = to;
  if (from.length === 1 && to.length === 1) {
    return toHeight > mostUnits ? undefined : { type: 'dense', name: 'a dense layer', parameters: { units: toHeight }, shape: to };
  }
  if (from.length !== 3 || to.length !== 3 || toChannels > mostFilters) return undefined;
  const rows = fitAxis(height, toHeight);
  const columns = fitAxis(width, toWidth);
  if (rows === undefined || columns === undefined) return undefined;
  const kernelSize = [rows.kernel, columns.kernel] as const;
  const stride = [rows.stride, columns.stride] as const;
  const border = { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after };
  const padding = Object.values(border).some((length) => length > 0) ? border : 'valid';
  const name = `a ${formatShape(kernelSize)} convolution${Math.max(...stride) > 1 ? ` of stride ${formatShape(stride)}` : ''}`;
  return { type: 'conv2d', name, parameters: { filters: toChannels, kernelSize, stride, padding }, shape: to };
}

/**
 * shapes: the sizes of a merge's inputs; input: the first that does not fit the first one; target: the size it should have.
 * Where a vector should become a map, the map (input 0) is made a vector instead.
 */
export function fixMerge(shapes: readonly Shape[], input: number, target: Shape): InsertedLayer | undefined {
  const isTurned = shapes[input]?.length === 1 && target.length === 3;
  const [place, from, to] = isTurned ? [0, target, shapes[input] ?? []] : [input, shapes[input] ?? [], target];
  const layer = layerBetween(from, to);
  if (layer === undefined) return undefined;
  const { type, name, parameters, shape } = layer;
  const label = `Insert ${name} (${formatShape(from)} → ${formatShape(shape)})`;
  return { label, type, input: place, ...(parameters ? { parameters } : {}) };
}
