// A random network as version 1 of documents could say it, where it could: one softmax at the end, no ports, no frozen and no shared
// weights. What is frozen is trained there and its gradient left out; shared weights are copies, whose gradients are added afterwards; a
// convolution along one axis is one of height 1, and adaptive pooling a pooling where its parts are all alike.
import type { Parameters } from '../../engine/base/fields.ts';
import type { Network, NetworkLayer } from '../../engine/network/network.ts';

const sameTypes = new Set([
  'input',
  'activation',
  'add',
  'batchNorm',
  'concat',
  'conv2d',
  'dense',
  'dropout',
  'flatten',
  'globalPool2d',
  'pool2d',
]);

interface FormerNode {
  readonly id: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly position: { readonly x: number; readonly y: number };
}

function convolutionOfRows({ kernelSize, stride, dilation, padding, ...others }: Parameters): Record<string, unknown> {
  const before = ((kernelSize as number) - 1) * (dilation as number);
  return {
    ...others,
    kernelSize: [1, kernelSize],
    stride: [1, stride],
    dilation: [1, dilation],
    padding: padding === 'causal' ? { top: 0, bottom: 0, left: before, right: 0 } : padding,
  };
}

/** Type and parameters of a layer in version 1; undefined where it had none that computes the same. */
function formerLayer({
  definition: { type },
  parameters,
  inputShapes,
  frozen,
}: NetworkLayer): Pick<FormerNode, 'type' | 'parameters'> | undefined {
  if (type === 'batchNorm' && frozen) return undefined;
  if (sameTypes.has(type)) return { type, parameters };
  if (type === 'conv1d') return { type: 'conv2d', parameters: convolutionOfRows(parameters) };
  if (type === 'classification') return parameters['weight'] === 1 ? { type: 'softmax', parameters: {} } : undefined;
  if (type !== 'adaptivePool2d') return undefined;
  const [height = 1, width = 1] = inputShapes[0] ?? [];
  const [rows, columns] = parameters['size'] as readonly [number, number];
  if (height % rows !== 0 || width % columns !== 0) return undefined;
  const size = [height / rows, width / columns];
  return { type: 'pool2d', parameters: { operation: parameters['operation'], size, stride: size, padding: 'valid' } };
}

/** The loss and the nodes and edges of a document of version 1, or undefined where it could not say the network. */
export function formerDocument(network: Network):
  | {
      readonly nodes: readonly FormerNode[];
      readonly edges: readonly object[];
      readonly loss: { readonly type: string; readonly parameters: object };
    }
  | undefined {
  const [end] = network.ends;
  if (end === undefined || network.ends.length !== 1) return undefined;
  const nodes: FormerNode[] = [];
  for (const layer of network.layers) {
    const former = formerLayer(layer);
    if (former === undefined) return undefined;
    nodes.push({ id: layer.id, position: { x: 0, y: 0 }, ...former });
  }
  const edges = network.layers.flatMap(({ id, inputs }) =>
    inputs.map(({ node }, place) => ({ id: `${id}-${place}`, source: node, target: id })),
  );
  const { loss, labelSmoothing } = end.parameters;
  return { nodes, edges, loss: { type: String(loss), parameters: loss === 'crossEntropy' ? { labelSmoothing } : {} } };
}
