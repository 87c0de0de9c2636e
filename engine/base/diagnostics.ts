// What is wrong with something a person made, where, and what would mend it. A person's mistake is always a value of this
// type and never an exception; a broken invariant of ours throws.
import type { Parameters, ParameterValue } from './fields.ts';

/** One change of the document that one click can apply. */
export type DocumentChange =
  | { readonly kind: 'set-parameter'; readonly node: string; readonly name: string; readonly value: ParameterValue }
  /** null takes it away. */
  | { readonly kind: 'set-node'; readonly node: string; readonly name: 'frozen' | 'weightsOf'; readonly value: boolean | string | null }
  | { readonly kind: 'set-training'; readonly name: 'batchSize'; readonly value: number }
  | { readonly kind: 'remove-node'; readonly node: string }
  | { readonly kind: 'remove-edge'; readonly edge: string }
  | {
      readonly kind: 'connect';
      readonly source: string;
      readonly target: string;
      readonly sourcePort?: string | undefined;
      readonly targetPort?: string | undefined;
    }
  | { readonly kind: 'add-node'; readonly type: string }
  /** With parameters other than the layer's defaults where some are given. */
  | { readonly kind: 'insert-node'; readonly type: string; readonly edge: string; readonly parameters?: Parameters | undefined };

export interface Fix {
  /** The words on the button: “Set kernel to 5×5”. */
  readonly label: string;
  readonly changes: readonly DocumentChange[];
}

export interface Diagnostic {
  /** A stable name of the kind of problem: `missing-input`, `kernel-larger-than-input`. */
  readonly id: string;
  readonly severity: 'error' | 'warning';
  /** One sentence a person understands. */
  readonly message: string;
  readonly node?: string;
  readonly edge?: string;
  /** Where in a file: `nodes[3].parameters.kernel`. */
  readonly path?: string;
  readonly expected?: string;
  readonly received?: string;
  readonly fix?: Fix;
}

/** A result that is a value, or the reasons why there is none (warnings may come with a value). */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export function succeed<Value>(value: Value, diagnostics: readonly Diagnostic[] = []): Outcome<Value> {
  return { ok: true, value, diagnostics };
}

export function fail<Value>(...diagnostics: readonly Diagnostic[]): Outcome<Value> {
  return { ok: false, diagnostics };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** One line for a terminal: where, what, expected and received, the fix. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const place = diagnostic.node ?? diagnostic.edge ?? diagnostic.path;
  const parts = [`${diagnostic.severity} ${diagnostic.id}${place === undefined ? '' : ` at ${place}`}: ${diagnostic.message}`];
  if (diagnostic.expected !== undefined) parts.push(`expected ${diagnostic.expected}`);
  if (diagnostic.received !== undefined) parts.push(`received ${diagnostic.received}`);
  if (diagnostic.fix !== undefined) parts.push(`fix: ${diagnostic.fix.label}`);
  return parts.join('; ');
}
