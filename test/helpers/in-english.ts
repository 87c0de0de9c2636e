// Diagnostics with their English sentences beside id, place and values, for tests that hold what a person reads.
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { describeDiagnostic, type SaidDiagnostic } from '../../engine/words/say.ts';

export type EnglishDiagnostic = Omit<Diagnostic, 'fix'> & SaidDiagnostic & { readonly changes?: NonNullable<Diagnostic['fix']>['changes'] };

export function inEnglish({ fix, ...diagnostic }: Diagnostic): EnglishDiagnostic {
  const said = describeDiagnostic(fix === undefined ? diagnostic : { ...diagnostic, fix }, 'en');
  return { ...diagnostic, ...said, ...(fix === undefined ? {} : { changes: fix.changes }) };
}
