// What Adam and AdamW share: their fields, the bias corrections and the operation. They differ in where weight decay enters.
import type { NumberField } from '../../base/fields.ts';
import { adamUpdate } from '../../operations/adam/operation.ts';
import { hyperparameterSlots } from '../../operations/hyperparameters.ts';
import type { UpdateContext } from '../optimizer.ts';

const share = (label: string, help: string, value: number): NumberField => ({
  kind: 'number',
  label,
  help,
  minimum: 0,
  maximum: 0.99999,
  default: value,
});

/** The fields of an optimizer of this family; how weight decay works is said by `decayHelp`. */
export function adamFields(decayHelp: string, decay: number) {
  return {
    learningRate: {
      kind: 'number',
      label: 'Learning rate',
      help: 'About how far a weight moves in one step.',
      minimum: 0,
      maximum: 1,
      default: 0.001,
    },
    ...momentFields,
    weightDecay: { kind: 'number', label: 'Weight decay', help: decayHelp, minimum: 0, maximum: 1, default: decay },
  } as const;
}

const momentFields = {
  firstDecay: share('β₁', 'The share of the running mean of gradients that is kept at each step.', 0.9),
  secondDecay: share('β₂', 'The share of the running mean of squared gradients that is kept at each step.', 0.999),
  epsilon: {
    kind: 'number',
    label: 'ε',
    help: 'Added to the root, so that nothing is divided by 0.',
    minimum: 1e-12,
    maximum: 0.1,
    default: 1e-8,
  },
} as const;

export interface AdamParameters {
  readonly firstDecay: number;
  readonly secondDecay: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

/** Running means start at 0 and are too small by these factors at update `iteration`, from 1. */
export function correctBias(parameters: AdamParameters, iteration: number, hyperparameters: Float32Array): void {
  hyperparameters[hyperparameterSlots.firstCorrection] = 1 - parameters.firstDecay ** iteration;
  hyperparameters[hyperparameterSlots.secondCorrection] = 1 - parameters.secondDecay ** iteration;
}

/** `decoupled`: decay shrinks the weight itself (AdamW) instead of joining the gradient (Adam). */
export function applyAdam(context: UpdateContext<AdamParameters>, decoupled: boolean): void {
  const { builder, parameters, weights, gradients, states, decays, hyperparameters } = context;
  const [first, second] = states;
  if (first === undefined || second === undefined) throw new Error('adam: two states a weight expected');
  const { firstDecay, secondDecay, epsilon } = parameters;
  const weightDecay = decays ? parameters.weightDecay : 0;
  const attributes = { firstDecay, secondDecay, epsilon, weightDecay, decoupled };
  builder.apply(adamUpdate, { weights, gradients, first, second, hyperparameters }, attributes);
}
