// What is wrong with a folder: where, what was expected and found, and what to do.
import type { DatasetProblem } from '../../engine/datasets/image-folder.ts';
import { Callout } from '../design/Callout.tsx';
import typography from '../design/text.module.css';
import { keyOf, useDescribe, useTexts } from '../i18n/use-texts.ts';
import styles from './DatasetProblems.module.css';
import { dataTexts } from './words.ts';

const mostShown = 5;

export function DatasetProblems({ problems, tone }: { readonly problems: readonly DatasetProblem[]; readonly tone: 'error' | 'warning' }) {
  const describe = useDescribe();
  const text = useTexts(dataTexts);
  return (
    <Callout tone={tone} isAlert={tone === 'error'}>
      {problems
        .slice(0, mostShown)
        .map((problem) => ({ problem, said: describe(problem) }))
        .map(({ problem, said }) => (
          <dl key={keyOf(problem)} className={styles.problem} data-copyable>
            <dt>{text('expected')}</dt>
            <dd>{said.expected}</dd>
            <dt>{text('found')}</dt>
            <dd>{said.received}</dd>
            <dt>{text('where')}</dt>
            <dd className={typography.path}>{problem.path}</dd>
            <dt>{text('todo')}</dt>
            <dd>{said.fix}</dd>
          </dl>
        ))}
      {problems.length > mostShown && <p>{text('more', { count: problems.length - mostShown })}</p>}
    </Callout>
  );
}
