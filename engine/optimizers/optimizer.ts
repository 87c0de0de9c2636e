// The contract of an optimizer: one folder, one definition, one line in optimizers/index.ts. An optimizer sees all trainable
// weights as one flat run of values, with their gradients and its own state beside them, and updates them in place.
import type { Fields, ParametersOf } from '../base/fields.ts';
import type { OperationBuilder, Value } from '../operations/operation.ts';

/** What every optimizer's help for weight decay ends in: `decays` is false for these weights. */
export const spared = 'Biases, and the scale and shift of batch normalisation, are left out.';

export interface UpdateContext<P> {
  readonly builder: OperationBuilder;
  readonly parameters: P;
  /** f32[count] each; `decays` says whether weight decay applies to this run of weights. */
  readonly weights: Value;
  readonly gradients: Value;
  readonly states: readonly Value[];
  readonly decays: boolean;
  /** Learning rate and what `correct` writes (operations/hyperparameters.ts). */
  readonly hyperparameters: Value;
}

export interface OptimizerDefinition<F extends Fields = Fields> {
  readonly type: string;
  readonly label: string;
  readonly explanation: string;
  /** Always with `learningRate` and `weightDecay`. */
  readonly fields: F;
  /** Values of state kept per weight. */
  stateCount(parameters: ParametersOf<F>): number;
  /** Writes what depends on the update's number (`iteration`, from 1) into the block of hyper-parameters; allocates nothing. */
  correct(parameters: ParametersOf<F>, iteration: number, hyperparameters: Float32Array): void;
  /** Writes the operations that update weights and states in place. */
  update(context: UpdateContext<ParametersOf<F>>): void;
}
export type AnyOptimizerDefinition = OptimizerDefinition<Fields>;

export function defineOptimizer<const F extends Fields>(definition: OptimizerDefinition<F>): AnyOptimizerDefinition {
  return definition as unknown as AnyOptimizerDefinition;
}
