// A small trained network for the tests of the model file: a convolution, batch statistics and a dense layer, weights with
// awkward bits, three test vectors. Nothing here is random, so that a failing test shows the same bytes every time.

import { sizeOf } from '../../../engine/base/shape.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { createDocument, parseDocument } from '../../../engine/document/parse.ts';
import type { Model } from '../../../engine/exporters/model.ts';
import { encodeModel, formatModel, type ModelSource } from '../../../engine/exporters/model-json.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import type { NetworkWeights } from '../../../engine/network/weights.ts';

const node = (id: string, type: string, parameters: Readonly<Record<string, unknown>> = {}) => ({
  id,
  type,
  parameters,
  position: { x: 0, y: 0 },
});

export function smallDocument(): GraphDocument {
  const nodes = [
    node('input', 'input', { height: 5, width: 4, channels: 1 }),
    node('conv', 'conv2d', { filters: 2, kernelSize: [3, 3], padding: 'same' }),
    node('norm', 'batchNorm'),
    node('flatten', 'flatten'),
    node('dense', 'dense', { units: 3 }),
    node('softmax', 'classification'),
  ];
  const edges = nodes.slice(1).map((target, index) => ({ id: `edge${index}`, source: nodes[index]!.id, target: target.id }));
  const parsed = parseDocument({ ...createDocument('Small'), nodes, edges });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.value;
}

/** Values that a careless conversion would change: negative zero, the smallest number, the largest, thirds. */
const awkward = [-0, 1.401298464324817e-45, -1.1754943508222875e-38, 3.4028234663852886e38, 1 / 3, -2 / 3];

export function smallWeights(document: GraphDocument): NetworkWeights {
  const { network } = analyzeDocument(document);
  if (network === undefined) throw new Error('the small network is not valid');
  return {
    entries: network.layers.flatMap((layer) =>
      layer.weights.map(({ name, shape }) => ({
        node: layer.id,
        name,
        shape,
        values: Float32Array.from({ length: sizeOf(shape) }, (_, index) => awkward[index % awkward.length]!),
      })),
    ),
  };
}

export function smallSource(): ModelSource {
  const document = smallDocument();
  return {
    createdBy: 'Receptive 0.1.0',
    document,
    classes: ['bag', 'boot', 'Größe 40'],
    normalization: { mean: [0.25], standardDeviation: [0.5] },
    weights: smallWeights(document),
    summary: { epochs: 2, steps: 20, images: 640, seconds: 1.5, training: { loss: 0.5, accuracy: 0.8 }, validation: null },
    testVectors: [0, 1, 2].map((shift) => ({
      input: Uint8Array.from({ length: 20 }, (_, index) => (index * 13 + shift * 101) % 256),
      outputs: [[0.5, 0.25, 0.25]],
    })),
  };
}

export type ModelJson = {
  [Name in keyof Model]: Model[Name] extends readonly unknown[] ? Record<string, unknown>[] & unknown[] : Record<string, unknown>;
} & Record<string, unknown>;

/** The model as plain, changeable JSON data. */
export function smallModelJson(): ModelJson {
  return JSON.parse(formatModel(encodeModel(smallSource()))) as ModelJson;
}
