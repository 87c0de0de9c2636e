// Small networks for tests, written as chains: each layer follows the one before.

import type { ParameterValue } from '../../engine/base/fields.ts';
import type { GraphDocument, GraphNode } from '../../engine/document/document.ts';
import { createDocument, parseDocument } from '../../engine/document/parse.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';
import type { Network } from '../../engine/network/network.ts';

export interface LayerSketch {
  readonly type: string;
  readonly id?: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Ids of the layers whose outputs come in, `pool:switches` where not the first one; the layer before where absent. */
  readonly from?: readonly string[];
  readonly frozen?: boolean;
  readonly weightsOf?: string;
}

/** A document of the sketched layers. Throws, with the diagnostics, where they make none. */
export function sketchDocument(layers: readonly LayerSketch[], training: Partial<GraphDocument['training']> = {}): GraphDocument {
  const empty = createDocument('sketch');
  const nodes: GraphNode[] = layers.map((layer, index) => ({
    id: layer.id ?? `${layer.type}${index}`,
    type: layer.type,
    parameters: layer.parameters ?? {},
    position: { x: index * 200, y: 0 },
    ...(layer.frozen === undefined ? {} : { frozen: layer.frozen }),
    ...(layer.weightsOf === undefined ? {} : { weightsOf: layer.weightsOf }),
  }));
  const edges = layers.flatMap((layer, index) => {
    const target = (nodes[index] as GraphNode).id;
    const sources = layer.from ?? (index === 0 ? [] : [(nodes[index - 1] as GraphNode).id]);
    return sources.map((output, place) => {
      const [source = '', sourcePort] = output.split(':');
      return { id: `${target}-${place}`, source, target, ...(sourcePort === undefined ? {} : { sourcePort }) };
    });
  });
  const outcome = parseDocument({ ...empty, nodes, edges, training: { ...empty.training, ...training } });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics, null, 2));
  return outcome.value;
}

export function networkOf(document: GraphDocument): Network {
  const { network, diagnostics } = analyzeDocument(document);
  if (network === undefined) throw new Error(JSON.stringify(diagnostics, null, 2));
  return network;
}
