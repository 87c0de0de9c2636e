// The contract of an optimizer: one folder, one definition, one line in optimizers/index.ts. An optimizer sees all trainable
// weights as one flat run of values, with their gradients and its own state beside them, and updates them in place.
import type { DefinitionWords, Exactly, ListedFields, Worded } from '../base/described.ts';
import type { ParametersOf } from '../base/fields.ts';
import type { OperationBuilder, Value } from '../operations/operation.ts';

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

/** As its folder defines it: what it says stands in `words`, by the names of its fields. */
export interface OptimizerDefinition<F extends ListedFields> {
  readonly type: string;
  /** Always with `learningRate` and `weightDecay`. */
  readonly fields: F;
  /** Values of state kept per weight. */
  stateCount(parameters: ParametersOf<F>): number;
  /** Writes what depends on the update's number (`iteration`, from 1) into the block of hyper-parameters; allocates nothing. */
  correct(parameters: ParametersOf<F>, iteration: number, hyperparameters: Float32Array): void;
  /** Writes the operations that update weights and states in place. */
  update(context: UpdateContext<ParametersOf<F>>): void;
}
/** As all others see it. */
export type AnyOptimizerDefinition = OptimizerDefinition<ListedFields> & Worded;

/** A definition beside its words, each checked by the type of the other; hides the type of its fields. */
export function defineOptimizer<const F extends ListedFields, E, C>(
  definition: OptimizerDefinition<F> & {
    readonly words: { readonly en: Exactly<DefinitionWords<F>, E>; readonly zh: Exactly<DefinitionWords<F>, C> };
  },
): AnyOptimizerDefinition {
  return definition as unknown as AnyOptimizerDefinition;
}
