// What is wrong with a folder: where, what was expected and found, and what to do.
import type { DatasetProblem } from '../../engine/datasets/image-folder.ts';
import { Callout } from '../design/Callout.tsx';
import typography from '../design/text.module.css';
import styles from './DatasetProblems.module.css';

const mostShown = 5;

export function DatasetProblems({ problems, tone }: { readonly problems: readonly DatasetProblem[]; readonly tone: 'error' | 'warning' }) {
  return (
    <Callout tone={tone} isAlert={tone === 'error'}>
      {problems.slice(0, mostShown).map((problem) => (
        <dl key={`${problem.id} ${problem.path}`} className={styles.problem} data-copyable>
          <dt>Expected</dt>
          <dd>{problem.expected}</dd>
          <dt>Found</dt>
          <dd>{problem.received}</dd>
          <dt>Where</dt>
          <dd className={typography.path}>{problem.path}</dd>
          <dt>To do</dt>
          <dd>{problem.fix}</dd>
        </dl>
      ))}
      {problems.length > mostShown && <p>and {problems.length - mostShown} more like these</p>}
    </Callout>
  );
}
