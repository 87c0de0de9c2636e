// What is wrong with a folder: where, what was expected and found, and what to do.

import type { DatasetProblem } from '../../engine/datasets/image-folder.ts';
import { keyOf, useDescribe } from '../i18n/use-texts.ts';

const mostShown = 5;

export function DatasetProblems({ problems, tone }: { readonly problems: readonly DatasetProblem[]; readonly tone: 'error' | 'warning' }) {
  const describe = useDescribe();
  return (
    <div className={`callout ${tone} copyable`} role={tone === 'error' ? 'alert' : undefined}>
      {problems
        .slice(0, mostShown)
        .map((problem) => ({ problem, said: describe(problem) }))
        .map(({ problem, said }) => (
          <dl key={keyOf(problem)} className="dataset-problem">
            <dt>Expected</dt>
            <dd>{said.expected}</dd>
            <dt>Found</dt>
            <dd>{said.received}</dd>
            <dt>Where</dt>
            <dd className="path">{problem.path}</dd>
            <dt>To do</dt>
            <dd>{said.fix}</dd>
          </dl>
        ))}
      {problems.length > mostShown && <p>and {problems.length - mostShown} more like these</p>}
    </div>
  );
}
