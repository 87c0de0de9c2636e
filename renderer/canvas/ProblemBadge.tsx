// The mark on a layer or a connection with problems; pressing it shows them with what mends them.

import { Popover } from 'radix-ui';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { joinClasses } from '../design/classes.ts';
import { Icon } from '../design/Icon.tsx';
import { PopupContent } from '../design/Popup.tsx';
import { Problem } from '../document/Problem.tsx';
import { problemTexts } from '../document/words.ts';
import { keyOf, useDescribe, useTexts } from '../i18n/use-texts.ts';
import styles from './ProblemBadge.module.css';

interface ProblemBadgeProperties {
  readonly problems: readonly Diagnostic[];
  readonly severity: 'error' | 'warning';
  readonly place: string;
  readonly testId?: string;
}

export function ProblemBadge({ problems, severity, place, testId }: ProblemBadgeProperties) {
  const text = useTexts(problemTexts);
  const describe = useDescribe();
  const [worst] = problems;
  const first = worst === undefined ? '' : describe(worst).message;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button
          type="button"
          className={joinClasses(styles.badge, 'nodrag', 'nopan', styles[severity])}
          data-problem={severity}
          data-testid={testId}
          aria-label={text('label', { severity, place, message: first })}
          title={first}
        >
          <Icon name="warning" />
          {problems.length > 1 && problems.length}
        </button>
      </Popover.Trigger>
      <PopupContent side="bottom" aria-label={text('listLabel', { place })}>
        <div className={styles.list}>
          {problems.map((diagnostic) => (
            <Problem key={keyOf(diagnostic)} diagnostic={diagnostic} />
          ))}
        </div>
      </PopupContent>
    </Popover.Root>
  );
}
