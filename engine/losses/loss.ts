// The contract of a loss: one folder, one definition, one line in losses/index.ts. A loss follows the Softmax output: from logits,
// probabilities and labels it computes one loss an example, by an operation that knows the gradient with respect to the logits of the
// mean loss over the batch.
import type { Fields, ParametersOf } from '../base/fields.ts';
import type { OperationBuilder, Value } from '../operations/operation.ts';

export interface LossContext<P> {
  readonly builder: OperationBuilder;
  readonly parameters: P;
  /** False where a network is scored: what only steers training, as label smoothing does, is left out then. */
  readonly training: boolean;
  /** f32[n,classes] */
  readonly logits: Value;
  /** f32[n,classes]: softmax of the logits. */
  readonly probabilities: Value;
  /** i32[n]; a negative one marks an empty place of the batch, whose loss and gradient are 0. */
  readonly labels: Value;
}

export interface LossDefinition<F extends Fields = Fields> {
  readonly type: string;
  readonly label: string;
  readonly explanation: string;
  readonly fields: F;
  /** Writes the operations that give the loss of each example, f32[n]. */
  compute(context: LossContext<ParametersOf<F>>): Value;
}
export type AnyLossDefinition = LossDefinition<Fields>;

export function defineLoss<const F extends Fields>(definition: LossDefinition<F>): AnyLossDefinition {
  return definition as unknown as AnyLossDefinition;
}
