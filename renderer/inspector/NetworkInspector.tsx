// With nothing selected: what the whole network amounts to, what is wrong with it, and its settings.
import { useStore } from 'zustand';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { Facts } from '../design/Facts.tsx';
import { LinkButton } from '../design/LinkButton.tsx';
import { Section } from '../design/Section.tsx';
import { useDocumentView } from '../document/analysis.ts';
import { Problem } from '../document/Problem.tsx';
import { select } from '../document/selection.ts';
import { fitCanvas } from '../document/viewport.ts';
import { formatCount } from '../i18n/numbers.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { runStore } from '../runs/run.ts';
import { ComputerForm } from './ComputerForm.tsx';
import styles from './problems.module.css';
import { ImageForm, TrainingForm } from './SettingsForms.tsx';
import { inspectorTexts } from './words.ts';

/** Who mends these sees the next ones; more at once would only slow the window. */
const mostShown = 40;

export function NetworkInspector() {
  const text = useTexts(inspectorTexts);
  const totals = useDocumentView(({ document, analysis: { network } }) => ({
    layers: document.nodes.length,
    parameterCount: network?.parameterCount,
    multiplyAdds: network?.multiplyAdds,
  }));
  const diagnostics = useDocumentView((view) => view.analysis.diagnostics);
  const refusals = useStore(runStore, (state) => state.refusals);
  const problems = [...diagnostics, ...refusals];
  return (
    <>
      <Section title={text('network')}>
        <Facts
          facts={[
            [text('layers'), formatCount(totals.layers)],
            [text('parameters'), totals.parameterCount === undefined ? '–' : formatCount(totals.parameterCount)],
            [text('multiplyAddsPerImage'), totals.multiplyAdds === undefined ? '–' : formatCount(totals.multiplyAdds)],
          ]}
        />
      </Section>
      <TrainingForm />
      <ImageForm />
      <ComputerForm />
      {totals.layers > 0 && problems.length > 0 && (
        <Section title={text('problemCount', { count: problems.length })}>
          <ul className={styles.list}>
            {problems.slice(0, mostShown).map((diagnostic, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two problems can say the same
              <li key={index}>
                <Problem diagnostic={diagnostic} />
                <ShowPlace diagnostic={diagnostic} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function ShowPlace({ diagnostic: { node, edge } }: { readonly diagnostic: Diagnostic }) {
  const text = useTexts(inspectorTexts);
  if (node === undefined && edge === undefined) return null;
  return (
    <LinkButton
      size="small"
      onClick={() => {
        select(node === undefined ? { edges: edge === undefined ? [] : [edge] } : { nodes: [node] });
        if (node !== undefined) fitCanvas([node]);
      }}
    >
      {node === undefined ? text('showConnection') : text('showLayer', { layer: node })}
    </LinkButton>
  );
}
