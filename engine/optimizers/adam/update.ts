// What Adam and AdamW share: their fields, the bias corrections and the operation. They differ in where weight decay enters.
import { adamUpdate } from '../../operations/adam/operation.ts';
import { hyperparameterSlots } from '../../operations/hyperparameters.ts';
import type { UpdateContext } from '../optimizer.ts';

const share = (value: number) => ({ kind: 'number', minimum: 0, maximum: 0.99999, default: value }) as const;

/** The fields of an optimizer of this family; `decay` is the default of weight decay. */
export function adamFields(decay: number) {
  return {
    learningRate: { kind: 'number', minimum: 0, maximum: 1, default: 0.001 },
    firstDecay: share(0.9),
    secondDecay: share(0.999),
    epsilon: { kind: 'number', minimum: 1e-12, maximum: 0.1, default: 1e-8 },
    weightDecay: { kind: 'number', minimum: 0, maximum: 1, default: decay },
  } as const;
}

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
