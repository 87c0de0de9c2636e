// The mark on a layer or a connection with problems; pressing it shows them with what mends them.
import { Popover } from 'radix-ui';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { Icon } from '../design/Icon.tsx';
import { Problem } from '../document/Problem.tsx';

interface ProblemBadgeProperties {
  readonly problems: readonly Diagnostic[];
  readonly severity: 'error' | 'warning';
  readonly place: string;
  readonly testId?: string;
}

export function ProblemBadge({ problems, severity, place, testId }: ProblemBadgeProperties) {
  const first = problems[0]?.message ?? '';
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button
          type="button"
          className={`problem-badge nodrag nopan ${severity}`}
          data-testid={testId}
          aria-label={`${severity === 'error' ? 'Problem' : 'Warning'} at ${place}: ${first}`}
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
          aria-label={`Problems at ${place}`}
        >
          {problems.map((diagnostic) => (
            <Problem key={`${diagnostic.id} ${diagnostic.message}`} diagnostic={diagnostic} />
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
