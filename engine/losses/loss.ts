// The contract of a loss: one folder, one definition, one line in losses/index.ts. A loss follows the Softmax output: it
// reads logits, probabilities and labels, and gives one loss an example and the gradient with respect to the logits of
// the mean loss over the batch.
import type { ReferenceKernels } from '../backends/reference-kernel.ts';
import type { BufferHandle, StepRequest } from '../layers/layer.ts';
import type { Fields, ParametersOf } from '../schema.ts';

export interface LossContext<P> {
  readonly parameters: P;
  readonly batch: number;
  readonly classes: number;
  /** False where a network is scored: what only steers training, as label smoothing does, is left out then. */
  readonly training: boolean;
  /** f32[n,classes] */
  readonly logits: BufferHandle;
  /** f32[n,classes]: softmax of the logits. */
  readonly probabilities: BufferHandle;
  /** i32[n] */
  readonly labels: BufferHandle;
  /** f32[n], written: the loss of each example. */
  readonly losses: BufferHandle;
  /** f32[n,classes], written: ∂(mean loss)/∂logits; undefined in evaluation. */
  readonly logitsGradient: BufferHandle | undefined;
  step(request: StepRequest): void;
}

export interface LossDefinition<F extends Fields = Fields> {
  readonly type: string;
  readonly label: string;
  readonly explanation: string;
  readonly fields: F;
  lower(context: LossContext<ParametersOf<F>>): void;
  readonly reference: ReferenceKernels;
}
export type AnyLossDefinition = LossDefinition<Fields>;

export function defineLoss<const F extends Fields>(definition: LossDefinition<F>): AnyLossDefinition {
  return definition as unknown as AnyLossDefinition;
}
