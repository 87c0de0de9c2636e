// Where the open images and the network do not fit: each with its fix, said as soon as it is known.
import { Callout } from '../design/Callout.tsx';
import { Problem } from '../document/Problem.tsx';
import { keyOf } from '../i18n/use-texts.ts';
import { useMisfits } from '../runs/fit.ts';

export function Misfits() {
  return useMisfits().map((diagnostic) => (
    <Callout tone={diagnostic.severity} key={keyOf(diagnostic)}>
      <div data-testid={`misfit-${diagnostic.id}`}>
        <Problem diagnostic={diagnostic} />
      </div>
    </Callout>
  ));
}
