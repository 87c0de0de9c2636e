// What the screens say of one layer, and of one connection: from the document and its analysis.
import { useCallback, useMemo } from 'react';
import type { GraphNode } from '../../engine/document/document.ts';
import { findLayer } from '../../engine/layers/index.ts';
import type { LayerGroup, Port } from '../../engine/layers/layer.ts';
import type { NodeFacts } from '../../engine/network/network.ts';
import { formatFact } from '../../engine/network/sizes.ts';
import { nodeTitle } from '../../engine/network/structure.ts';
import { useLanguage } from '../i18n/language.ts';
import { type DocumentView, useDocumentView } from './analysis.ts';
import { summarizeParameters } from './summary.ts';
import { hasSameContents } from './use-stable.ts';

const noPorts: readonly Port[] = [];

/** What is shown of one layer. */
export interface LayerFace {
  readonly type: string;
  readonly group: LayerGroup;
  readonly typeLabel: string;
  readonly label: string;
  readonly summary: string;
  readonly shape: string | undefined;
  readonly parameterCount: number | undefined;
  readonly isFrozen: boolean;
  readonly weightsOf: string | undefined;
  readonly acceptsInput: boolean;
  readonly givesOutput: boolean;
  /** Names where there are several. */
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** Reads the face of one layer, and makes it anew only where what it is made of has changed: a thousand are read for every edit. */
export function createFaceReader(id: string): (view: DocumentView) => LayerFace | undefined {
  let made: { node: GraphNode; owner: GraphNode | undefined; facts: NodeFacts | undefined; face: LayerFace | undefined } | undefined;
  return ({ nodes, analysis }) => {
    const node = nodes.get(id);
    if (node === undefined) return undefined;
    const owner = node.weightsOf === undefined ? undefined : nodes.get(node.weightsOf);
    const facts = analysis.nodes.get(id);
    if (made?.node === node && made.owner === owner && hasSameContents(made.facts, facts)) return made.face;
    made = { node, owner, facts, face: makeFace(node, owner, facts) };
    return made.face;
  };
}

function makeFace(node: GraphNode, owner: GraphNode | undefined, facts: NodeFacts | undefined): LayerFace | undefined {
  const definition = findLayer(node.type);
  return (
    definition && {
      type: node.type,
      group: definition.group,
      typeLabel: definition.label,
      label: node.name ?? definition.label,
      summary: summarizeParameters(definition, node.parameters),
      shape: facts?.outputShape === undefined ? undefined : formatFact(facts.outputShape, facts),
      parameterCount: facts?.parameterCount,
      isFrozen: (node.weightsOf === undefined ? node : owner)?.frozen ?? false,
      weightsOf: owner && nodeTitle(owner),
      acceptsInput: definition.inputs.maximum > 0,
      givesOutput: definition.group !== 'output',
      inputs: definition.inputs.ports ?? noPorts,
      outputs: definition.outputs ?? noPorts,
    }
  );
}

export function useNode(id: string): LayerFace | undefined {
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words of a face are in this language
  return useDocumentView(useMemo(() => createFaceReader(id), [id, language]));
}

/** The size that flows along a connection, from the first output or the one of a name. */
export function useEdgeSize(source: string, port: string | undefined): string | undefined {
  return useDocumentView(
    useCallback(
      ({ analysis }) => {
        const facts = analysis.nodes.get(source);
        const shape = port === undefined ? facts?.outputShape : facts?.outputShapes?.[port];
        return facts === undefined || shape === undefined ? undefined : formatFact(shape, facts);
      },
      [source, port],
    ),
  );
}
