// All that is wrong with the network or stands in the way of training it, with what mends it; a press shows the place on the canvas.
import { useStore } from 'zustand';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { defineTexts, sentence } from '../../engine/words/texts.ts';
import { Icon } from '../design/Icon.tsx';
import { LinkButton } from '../design/LinkButton.tsx';
import typography from '../design/text.module.css';
import { useDocumentView } from '../document/analysis.ts';
import { Problem } from '../document/Problem.tsx';
import { select } from '../document/selection.ts';
import { fitCanvas } from '../document/viewport.ts';
import { keyOf, useTexts } from '../i18n/use-texts.ts';
import { useMisfits } from '../runs/fit.ts';
import { runStore } from '../runs/run.ts';
import type { View } from '../views/view.ts';
import styles from './panels.module.css';

const texts = defineTexts(
  {
    title: 'Problems',
    none: 'Nothing is wrong with this network.',
    show: 'Show {place}',
    connection: 'Show the connection',
    more: 'And {count, plural, one {one more} other {# more}}: they are listed once these are mended.',
  },
  {
    title: '问题',
    none: '此网络没有任何问题。',
    show: '显示{place}',
    connection: '显示该连线',
    more: '{count, plural, other {还有 # 个}}：解决以上问题后会列出。',
  },
);
/** Who mends these sees the next ones; more at once would only slow the window. */
const mostShown = 60;

export function Problems() {
  const problems = useAllProblems();
  const text = useTexts(texts);
  return (
    <section className={styles.panel} aria-label={text('title')}>
      {problems.length === 0 && <p className={typography.muted}>{text('none')}</p>}
      <ul className={styles.list}>
        {problems.slice(0, mostShown).map((diagnostic, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two problems can say the same
          <li key={index} className={styles.entry} data-tone={diagnostic.severity}>
            <Icon name="warning" />
            <Problem diagnostic={diagnostic} />
            <ShowPlace diagnostic={diagnostic} />
          </li>
        ))}
      </ul>
      {problems.length > mostShown && <p className={typography.muted}>{text('more', { count: problems.length - mostShown })}</p>}
    </section>
  );
}

function ShowPlace({ diagnostic: { node, edge } }: { readonly diagnostic: Diagnostic }) {
  const text = useTexts(texts);
  if (node === undefined && edge === undefined) return null;
  return (
    <LinkButton
      size="small"
      onClick={() => {
        select(node === undefined ? { edges: edge === undefined ? [] : [edge] } : { nodes: [node] });
        if (node !== undefined) fitCanvas([node]);
      }}
    >
      {node === undefined ? text('connection') : text('show', { place: node })}
    </LinkButton>
  );
}

/** An empty canvas is a beginning, not a mistake. */
function useAllProblems(): readonly Diagnostic[] {
  const ofDocument = useDocumentView(({ document, analysis }) => (document.nodes.length === 0 ? [] : analysis.diagnostics));
  const refusals = useStore(runStore, (state) => state.refusals);
  const misfits = useMisfits();
  const known = new Set([...ofDocument, ...misfits].map(keyOf));
  return [...ofDocument, ...misfits, ...refusals.filter((refusal) => !known.has(keyOf(refusal)))];
}

export const problemsView: View = {
  id: 'problems',
  title: sentence(texts, 'title'),
  icon: 'warning',
  dock: 'bottom',
  joins: true,
  shortcut: 'Mod+Shift+M',
  synonyms: ['errors', 'warnings', 'diagnostics', '错误', '警告'],
  component: Problems,
  useCount: () => useAllProblems().length,
};
