// What the screens say of one layer, and of one connection: from the document and its analysis.

import { useCallback } from 'react';
import { findLayer } from '../../engine/layers/index.ts';
import { type DescribedPort, describeLayer } from '../../engine/layers/layer.ts';
import { shapeFact } from '../../engine/network/sizes.ts';
import { titleOf } from '../../engine/network/structure.ts';
import { sayValue } from '../../engine/words/say.ts';
import { useLanguage } from '../i18n/language.ts';
import { useDocumentView } from './analysis.ts';
import { summarizeParameters } from './summary.ts';

const noPorts: readonly DescribedPort[] = [];

export function useNode(id: string) {
  const language = useLanguage();
  return useDocumentView(
    useCallback(
      ({ nodes, analysis }) => {
        const node = nodes.get(id);
        const definition = node === undefined ? undefined : findLayer(node.type);
        if (node === undefined || definition === undefined) return undefined;
        const facts = analysis.nodes.get(id);
        const { label, inputs, outputs } = describeLayer(definition, language);
        const owner = nodes.get(node.weightsOf ?? '');
        return {
          type: node.type,
          group: definition.group,
          typeLabel: label,
          label: node.name ?? label,
          summary: summarizeParameters(definition, node.parameters, language),
          shape: facts?.outputShape === undefined ? undefined : sayValue(shapeFact(facts.outputShape, facts), language),
          parameterCount: facts?.parameterCount,
          isFrozen: nodes.get(node.weightsOf ?? id)?.frozen ?? false,
          weightsOf: owner && sayValue(titleOf(owner), language),
          acceptsInput: definition.inputs.maximum > 0,
          givesOutput: definition.group !== 'output',
          /** Names where there are several. */
          inputs,
          outputs: definition.outputs === undefined ? noPorts : outputs,
        };
      },
      [id, language],
    ),
  );
}

/** The size that flows along a connection, from the first output or the one of a name. */
export function useEdgeSize(source: string, port: string | undefined): string | undefined {
  const language = useLanguage();
  return useDocumentView(
    useCallback(
      ({ analysis }) => {
        const facts = analysis.nodes.get(source);
        const shape = port === undefined ? facts?.outputShape : facts?.outputShapes?.[port];
        return facts === undefined || shape === undefined ? undefined : sayValue(shapeFact(shape, facts), language);
      },
      [source, port, language],
    ),
  );
}
