// Networks whose images have sizes of their own: which sizes a document asks for, the same document at one of them, and what stands
// in the way where sizes vary: weights whose shape would follow the size, and layers that have no output at some of them.
import type { Diagnostic, Fix } from '../base/diagnostics.ts';
import { type ImageSize, isSameSize, largestSize, type SizeRange } from '../base/image-sizes.ts';
import { type MessageValue, messagesOf } from '../base/messages.ts';
import { isSameShape, mapSize, type Shape } from '../base/shape.ts';
import type { GraphDocument, GraphEdge } from '../document/document.ts';
import { findLayer } from '../layers/index.ts';
import type { NetworkLayer, NodeFacts } from './network.ts';
import type { GraphOrder } from './order.ts';
import { inputType } from './structure.ts';
import { words } from './words.ts';

const { problem, fix, phrase } = messagesOf(words);

/** The sizes that a document's Input takes; undefined where it takes one, or there is none. */
export function sizeRangeOf(document: GraphDocument): SizeRange | undefined {
  const input = document.nodes.find(({ type }) => type === inputType);
  const { sizes, height, width, step, largest } = input?.parameters ?? {};
  if (sizes !== 'any' || typeof height !== 'number' || typeof width !== 'number') return undefined;
  return typeof step === 'number' && typeof largest === 'number' ? { height, width, step, largest } : undefined;
}

/** The same document for images of this size alone. */
export function documentAt(document: GraphDocument, { height, width }: ImageSize): GraphDocument {
  const nodes = document.nodes.map((node) =>
    node.type === inputType ? { ...node, parameters: { ...node.parameters, sizes: 'fixed', height, width } } : node,
  );
  return { ...document, nodes };
}

/** A shape as a value of a message: of a layer whose output follows the size of the image, `any×any×6`. */
export function shapeFact(shape: Shape, { varies }: Pick<NodeFacts, 'varies'>): MessageValue {
  return varies === true ? phrase('any-shape', { channels: shape.length === 3 ? String(shape[2]) : 'none' }) : shape;
}

/** Layers at one size, with what is wrong there. */
export interface SizeProbe {
  readonly layers: readonly NetworkLayer[];
  readonly problems: readonly Diagnostic[];
}

/** Sizes that stand for all: one step more, a long one, and the largest. */
function probedSizes(range: SizeRange): ImageSize[] {
  const { height, width, step } = range;
  const most = largestSize(range);
  const next = { height: Math.min(most.height, height + step), width: Math.min(most.width, width + step) };
  return [next, { height, width: most.width }, most].filter((size) => !isSameSize(size, range));
}

/** The bound of adaptive pooling's grid. */
const mostCells = 256;

interface Probing {
  readonly document: GraphDocument;
  readonly graph: GraphOrder;
  readonly range: SizeRange;
  /** At the smallest size. */
  readonly layers: readonly NetworkLayer[];
  readonly probe: (size: ImageSize) => SizeProbe;
}

function changedWeight(one: NetworkLayer, other: NetworkLayer | undefined) {
  for (const weight of one.weights) {
    const there = other?.weights.find(({ name }) => name === weight.name);
    if (there !== undefined && !isSameShape(there.shape, weight.shape)) return { ...weight, there: there.shape };
  }
  return undefined;
}

/** The last edge above a layer along which a map goes: what comes behind it makes vectors. */
function lastMapEdge(id: string, { graph, layers }: Probing): { readonly edge: GraphEdge; readonly shape: Shape } | undefined {
  for (let node = id; ; ) {
    const [edge, ...others] = graph.incoming.get(node) ?? [];
    if (edge === undefined || others.length > 0) return undefined;
    const shape = layers.find((layer) => layer.id === edge.source)?.outputShape;
    if (shape?.length === 3) return { edge, shape };
    node = edge.source;
  }
}

/** Pooling to the grid that there is at the smallest size, so that weights keep their shapes; to one cell where there is no such layer. */
function poolInFront(id: string, probing: Probing): Fix | undefined {
  const last = lastMapEdge(id, probing);
  if (last === undefined) return undefined;
  const { height, width, channels } = mapSize(last.shape);
  if (findLayer('adaptivePool2d') === undefined)
    return {
      ...fix('pool-any-globally', { channels }),
      changes: [{ kind: 'insert-node', type: 'globalPool2d', edge: last.edge.id }],
    };
  return {
    ...fix('pool-any', { shape: last.shape }),
    changes: [
      {
        kind: 'insert-node',
        type: 'adaptivePool2d',
        edge: last.edge.id,
        parameters: { size: [Math.min(height, mostCells), Math.min(width, mostCells)] },
      },
    ],
  };
}

function dependsOnSize(size: ImageSize, { layers }: SizeProbe, probing: Probing): Diagnostic | undefined {
  for (const layer of probing.layers) {
    const changed = changedWeight(
      layer,
      layers.find(({ id }) => id === layer.id),
    );
    if (changed === undefined) continue;
    const pooled = poolInFront(layer.id, probing);
    const sides = ({ height, width }: ImageSize): MessageValue => [height, width];
    return {
      ...problem('size-dependent-weights', {
        layer: { kind: 'layer', type: layer.definition.type },
        node: layer.id,
        weight: changed.name,
        shape: changed.shape,
        smallest: sides(probing.range),
        there: changed.there,
        size: sides(size),
      }),
      node: layer.id,
      ...(pooled ? { fix: pooled } : {}),
    };
  }
  return undefined;
}

/** A layer fails at some sizes: a wider step may leave only sizes at which none does. */
function widenStep({ document, range, probe }: Probing): Fix | undefined {
  const input = document.nodes.find(({ type }) => type === inputType);
  for (let step = range.step * 2; input !== undefined && step <= 64; step *= 2) {
    const sizes = probedSizes({ ...range, step });
    if (sizes.length > 0 && sizes.every((size) => probe(size).problems.length === 0))
      return { ...fix('set-step', { step }), changes: [{ kind: 'set-parameter', node: input.id, name: 'step', value: step }] };
  }
  return undefined;
}

/** What keeps a network, right at its smallest size, from taking others; and the layers whose outputs follow the size. */
export function checkSizes(probing: Probing): { readonly diagnostics: Diagnostic[]; readonly varying: ReadonlySet<string> } {
  const varying = new Set<string>();
  for (const size of probedSizes(probing.range)) {
    const probed = probing.probe(size);
    const shapes = new Map(probed.layers.map(({ id, outputShape }) => [id, outputShape]));
    for (const { id, outputShape } of probing.layers) if (!isSameShape(shapes.get(id) ?? [], outputShape)) varying.add(id);
    const [first] = probed.problems;
    if (first !== undefined) {
      const { fix: _, ...rest } = first;
      const widened = widenStep(probing);
      return { diagnostics: [{ ...rest, size, ...(widened ? { fix: widened } : {}) }], varying };
    }
    const found = dependsOnSize(size, probed, probing);
    if (found !== undefined) return { diagnostics: [found], varying };
  }
  return { diagnostics: [], varying };
}
