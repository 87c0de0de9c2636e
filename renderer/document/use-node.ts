// What the screens say of one layer, and of one connection: from the document and its analysis.
import { useCallback } from 'react';
import { findLayer } from '../../engine/layers/index.ts';
import type { Port } from '../../engine/layers/layer.ts';
import { formatFact } from '../../engine/network/sizes.ts';
import { nodeTitle } from '../../engine/network/structure.ts';
import { useDocumentView } from './analysis.ts';
import { summarizeParameters } from './summary.ts';

const noPorts: readonly Port[] = [];

export function useNode(id: string) {
  return useDocumentView(
    useCallback(
      ({ nodes, analysis }) => {
        const node = nodes.get(id);
        const definition = node === undefined ? undefined : findLayer(node.type);
        if (node === undefined || definition === undefined) return undefined;
        const facts = analysis.nodes.get(id);
        return {
          type: node.type,
          group: definition.group,
          typeLabel: definition.label,
          label: node.name ?? definition.label,
          summary: summarizeParameters(definition, node.parameters),
          shape: facts?.outputShape === undefined ? undefined : formatFact(facts.outputShape, facts),
          parameterCount: facts?.parameterCount,
          isFrozen: nodes.get(node.weightsOf ?? id)?.frozen ?? false,
          weightsOf: node.weightsOf && nodes.get(node.weightsOf) ? nodeTitle(nodes.get(node.weightsOf) as typeof node) : undefined,
          acceptsInput: definition.inputs.maximum > 0,
          givesOutput: definition.group !== 'output',
          /** Names where there are several. */
          inputs: definition.inputs.ports ?? noPorts,
          outputs: definition.outputs ?? noPorts,
        };
      },
      [id],
    ),
  );
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
