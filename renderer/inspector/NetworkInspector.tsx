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
import { runStore } from '../runs/run.ts';
import { ComputerForm } from './ComputerForm.tsx';
import styles from './problems.module.css';
import { ImageForm, TrainingForm } from './SettingsForms.tsx';

/** Who mends these sees the next ones; more at once would only slow the window. */
const mostShown = 40;

export function NetworkInspector() {
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
      <Section title="Network">
        <Facts
          facts={[
            ['Layers', formatCount(totals.layers)],
            ['Parameters', totals.parameterCount === undefined ? '–' : formatCount(totals.parameterCount)],
            ['Multiply–adds per image', totals.multiplyAdds === undefined ? '–' : formatCount(totals.multiplyAdds)],
          ]}
        />
      </Section>
      <TrainingForm />
      <ImageForm />
      <ComputerForm />
      {totals.layers > 0 && problems.length > 0 && (
        <Section title={`Problems (${problems.length})`}>
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
  if (node === undefined && edge === undefined) return null;
  return (
    <LinkButton
      size="small"
      onClick={() => {
        select(node === undefined ? { edges: edge === undefined ? [] : [edge] } : { nodes: [node] });
        if (node !== undefined) fitCanvas([node]);
      }}
    >
      Show {node === undefined ? 'the connection' : node}
    </LinkButton>
  );
}
