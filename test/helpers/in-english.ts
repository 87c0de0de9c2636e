// Problems and diagnostics with their English sentences beside id, place and values, for tests that hold what a person reads.
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import type { Message } from '../../engine/base/messages.ts';
import { describeDiagnostic, sayFix } from '../../engine/words/say.ts';

interface Problem extends Message {
  readonly fix?: Message;
  readonly size?: { readonly height: number; readonly width: number };
}

export type InEnglish<P extends Problem> = Omit<P, 'fix'> & {
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
  /** With the words on its button. */
  readonly fix?: NonNullable<P['fix']> & { readonly label: string };
};

export function inEnglish<P extends Problem>(problem: P): InEnglish<P> {
  const { fix, ...rest } = problem;
  const { fix: _, ...said } = describeDiagnostic({ severity: 'error', ...rest } as Diagnostic, 'en');
  return { ...rest, ...said, ...(fix === undefined ? {} : { fix: { ...fix, label: sayFix(fix, 'en') } }) } as unknown as InEnglish<P>;
}
