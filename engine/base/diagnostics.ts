// What is wrong with something a person made, where, and what would mend it. A person's mistake is always a value of this
// type and never an exception; a broken invariant of ours throws. It holds no sentence: an id and the values that belong into one,
// which engine/words says in a person's language.
import type { Parameters, ParameterValue } from './fields.ts';
import type { ImageSize } from './image-sizes.ts';
import type { Message } from './messages.ts';

/** One change of the document that one click can apply. */
export type DocumentChange =
  | { readonly kind: 'set-parameter'; readonly node: string; readonly name: string; readonly value: ParameterValue }
  /** null takes it away. */
  | { readonly kind: 'set-node'; readonly node: string; readonly name: 'frozen' | 'weightsOf'; readonly value: boolean | string | null }
  | { readonly kind: 'set-training'; readonly name: 'batchSize'; readonly value: number }
  | { readonly kind: 'set-images'; readonly name: 'validationShare'; readonly value: number }
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

/** The message is the words on the button, “Set kernel to 5×5”; without changes, what a person should do. */
export interface Fix extends Message {
  readonly changes: readonly DocumentChange[];
}

/** The id is a stable name of the kind of problem: `missing-input`, `kernel-larger-than-input`. */
export interface Diagnostic extends Message {
  readonly severity: 'error' | 'warning';
  readonly node?: string;
  readonly edge?: string;
  /** Where in a file: `nodes[3].parameters.kernel`. */
  readonly path?: string;
  /** It is so with images of this size, where they keep their own. */
  readonly size?: ImageSize;
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
