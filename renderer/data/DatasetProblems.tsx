// What is wrong with a folder: where, what was expected and found, and what to do.
import type { DatasetProblem } from '../../engine/datasets/image-folder.ts';
import { Callout } from '../design/Callout.tsx';
import typography from '../design/text.module.css';
import { keyOf, useDescribe } from '../i18n/use-texts.ts';
import styles from './DatasetProblems.module.css';

const mostShown = 5;

export function DatasetProblems({ problems, tone }: { readonly problems: readonly DatasetProblem[]; readonly tone: 'error' | 'warning' }) {
  const describe = useDescribe();
  return (
    <Callout tone={tone} isAlert={tone === 'error'}>
      {problems
        .slice(0, mostShown)
        .map((problem) => ({ problem, said: describe(problem) }))
        .map(({ problem, said }) => (
          <dl key={keyOf(problem)} className={styles.problem} data-copyable>
            <dt>Expected</dt>
            <dd>{said.expected}</dd>
            <dt>Found</dt>
            <dd>{said.received}</dd>
            <dt>Where</dt>
            <dd className={typography.path}>{problem.path}</dd>
            <dt>To do</dt>
            <dd>{said.fix}</dd>
          </dl>
        ))}
      {problems.length > mostShown && <p>and {problems.length - mostShown} more like these</p>}
    </Callout>
  );
}
