// The contract of a loss: one folder, one definition, one line in losses/index.ts. A loss belongs to an end of a network: from what
// comes in there, what the end predicts and the target it computes one loss an example, by an operation that knows the gradient of
// the mean loss over the batch, times the end's weight, with respect to what comes in.
import type { DefinitionWords, Exactly, ListedFields, Worded } from '../base/described.ts';
import type { ParametersOf } from '../base/fields.ts';
import type { OperationBuilder, Value } from '../operations/operation.ts';

/** `labels`: i32[n], a class an example; negative: an empty place of the batch. `values`: f32 of the prediction's shape. */
export type TargetKind = 'labels' | 'values';

export interface LossContext<P> {
  readonly builder: OperationBuilder;
  readonly parameters: P;
  /** The factor on the gradient: this end's share among several. */
  readonly weight: number;
  /** False where a network is scored: what only steers training, as label smoothing does, is left out then. */
  readonly training: boolean;
  /** What comes in: logits f32[n,classes] of a classification, otherwise the prediction itself. */
  readonly input: Value;
  /** Probabilities f32[n,classes], or values f32[n,…]. */
  readonly prediction: Value;
  readonly target: Value;
}

/** As its folder defines it: what it says stands in `words`, by the names of its fields. */
export interface LossDefinition<F extends ListedFields> {
  readonly type: string;
  /** What it compares predictions with. */
  readonly target: TargetKind;
  /** Beside the end's own; shown while this loss is chosen. */
  readonly fields: F;
  /** f32[n]: the loss of each example. */
  compute(context: LossContext<ParametersOf<F>>): Value;
}
/** As all others see it. */
export type AnyLossDefinition = LossDefinition<ListedFields> & Worded;

/** A definition beside its words, each checked by the type of the other; hides the type of its fields. */
export function defineLoss<const F extends ListedFields, E, C>(
  definition: LossDefinition<F> & {
    readonly words: { readonly en: Exactly<DefinitionWords<F>, E>; readonly zh: Exactly<DefinitionWords<F>, C> };
  },
): AnyLossDefinition {
  return definition as unknown as AnyLossDefinition;
}
