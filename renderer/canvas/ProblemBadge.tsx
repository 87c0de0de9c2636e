// The mark on a layer or a connection with problems; pressing it shows them with what mends them.
import { Popover } from 'radix-ui';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { keyOf, useDescribe, useTexts } from '../i18n/use-texts.ts';
import { Icon } from '../ui/Icon.tsx';
import { Problem } from '../ui/Problem.tsx';
import { problemTexts } from '../ui/words.ts';

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
          className={`problem-badge nodrag nopan ${severity}`}
          data-testid={testId}
          aria-label={text('label', { severity, place, message: first })}
          title={first}
        >
          <Icon name="warning" />
          {problems.length > 1 && problems.length}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover problem-list"
          side="bottom"
          sideOffset={6}
          collisionPadding={8}
          aria-label={text('listLabel', { place })}
        >
          {problems.map((diagnostic) => (
            <Problem key={keyOf(diagnostic)} diagnostic={diagnostic} />
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
