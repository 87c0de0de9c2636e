// The contract of a loss: one folder, one definition, one line in losses/index.ts. A loss belongs to an end of a network: from what
// comes in there, what the end predicts and the target it computes one loss an example, by an operation that knows the gradient of
// the mean loss over the batch, times the end's weight, with respect to what comes in.
import type { Fields, ParametersOf } from '../base/fields.ts';
import { type DefinitionWords, type Described, type Exactly, type ListedFields, withWords } from '../base/words.ts';
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
/** With its words, as all others see it. */
export type AnyLossDefinition = LossDefinition<Fields> & Described;

/** Puts a definition and its words together, each checked by the type of the other, and hides the type of its fields. */
export function defineLoss<const F extends ListedFields, W>(
  definition: LossDefinition<F> & { readonly words: Exactly<DefinitionWords<F>, W> },
): AnyLossDefinition {
  return withWords(definition) as unknown as AnyLossDefinition;
}
