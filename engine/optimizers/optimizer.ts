// The contract of an optimizer: one folder, one definition, one line in optimizers/index.ts. An optimizer sees all trainable
// weights as one flat run of values, with their gradients and its own state beside them, and updates them in place.
import type { ReferenceKernels } from '../backends/reference-kernel.ts';
import type { BufferHandle, StepRequest } from '../layers/layer.ts';
import type { Fields, ParametersOf } from '../schema.ts';

/** What every optimizer's help for weight decay ends in: `decays` is false for these weights. */
export const spared = 'Biases, and the scale and shift of batch normalisation, are left out.';

export interface UpdateContext<P> {
  readonly parameters: P;
  /** f32[count] each; `decays` says whether weight decay applies to this run of weights. */
  readonly weights: BufferHandle;
  readonly gradients: BufferHandle;
  readonly states: readonly BufferHandle[];
  readonly count: number;
  readonly decays: boolean;
  readonly hyperparameters: BufferHandle;
  step(request: StepRequest): void;
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
  update(context: UpdateContext<ParametersOf<F>>): void;
  readonly reference: ReferenceKernels;
}
export type AnyOptimizerDefinition = OptimizerDefinition<Fields>;

export function defineOptimizer<const F extends Fields>(definition: OptimizerDefinition<F>): AnyOptimizerDefinition {
  return definition as unknown as AnyOptimizerDefinition;
}
