// Whose weights the selected layer uses, and whether training changes them; nothing where it has none. Both fields stand there also
// while no other layer's weights would fit: an edit of the fields above must not make them come and go.

import { useCallback } from 'react';
import type { ChoiceField, ToggleField } from '../../engine/base/fields.ts';
import { titleOf } from '../../engine/network/structure.ts';
import { findOwners, weightsOfNode } from '../../engine/network/weight-sharing.ts';
import { sayValue } from '../../engine/words/say.ts';
import { Section } from '../design/Section.tsx';
import { useDocumentView } from '../document/analysis.ts';
import { freezeLayer, shareLayerWeights } from '../document/edit.ts';
import { useLanguage } from '../i18n/language.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { FieldControl } from './FieldControl.tsx';
import { inspectorTexts } from './words.ts';

const ownWeights = 'own-weights';

/** What the form shows of a layer, as plain data that can be compared. */
function useWeights(id: string) {
  const language = useLanguage();
  return useDocumentView(
    useCallback(
      ({ document, nodes, analysis }) => {
        const node = nodes.get(id);
        if (node === undefined) return undefined;
        const { weightsOf } = node;
        const hasWeights = (weightsOfNode(node, analysis.nodes.get(id))?.weights.length ?? 0) > 0;
        if (!hasWeights && weightsOf === undefined && !node.frozen) return undefined;
        const owners = findOwners(document, analysis.nodes, id);
        const present = weightsOf === undefined || owners.some((owner) => owner.id === weightsOf) ? undefined : nodes.get(weightsOf);
        return {
          owner: weightsOf ?? ownWeights,
          isFrozen: nodes.get(weightsOf ?? id)?.frozen ?? false,
          choices: [...owners, ...(present ? [present] : [])].map((owner) => ({
            value: owner.id,
            label: sayValue(titleOf(owner), language),
          })),
        };
      },
      [id, language],
    ),
  );
}

export function WeightsForm({ id }: { readonly id: string }) {
  const weights = useWeights(id);
  const text = useTexts(inspectorTexts);
  if (weights === undefined) return null;
  const { owner, isFrozen, choices } = weights;
  const frozenField: ToggleField = { kind: 'toggle', label: text('frozen'), help: text('frozenHelp'), default: false };
  const ownerField: ChoiceField = {
    kind: 'choice',
    label: text('weightsOf'),
    help: text('weightsOfHelp'),
    options: [{ value: ownWeights, label: text('thisLayer') }, ...choices],
    default: ownWeights,
  };
  return (
    <Section title={text('weights')}>
      <FieldControl
        key={`${id} frozen`}
        place={{ owner: { kind: 'layer', node: id }, name: 'frozen' }}
        field={frozenField}
        value={isFrozen}
        onChange={(value) => freezeLayer(id, value === true)}
      />
      <FieldControl
        key={`${id} owner`}
        place={{ owner: { kind: 'layer', node: id }, name: 'weightsOf' }}
        field={ownerField}
        value={owner}
        onChange={(value) => shareLayerWeights(id, value === ownWeights ? null : String(value))}
      />
    </Section>
  );
}
