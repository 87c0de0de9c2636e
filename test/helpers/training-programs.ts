// A loss of labels behind softmax, a loss of values, and an optimizer on one run of weights, each as a program of its own.

import type { TensorData } from '../../engine/backends/reference/run.ts';
import type { Parameters } from '../../engine/base/fields.ts';
import type { AnyLossDefinition } from '../../engine/losses/loss.ts';
import { Draft } from '../../engine/operations/draft.ts';
import { hyperparameterBytes, hyperparameterSlots } from '../../engine/operations/hyperparameters.ts';
import { floats, integers, type OperationNode, type Value } from '../../engine/operations/operation.ts';
import { takeSoftmax } from '../../engine/operations/softmax/operation.ts';
import type { AnyOptimizerDefinition } from '../../engine/optimizers/optimizer.ts';
import { writeGradients } from '../../engine/program/gradients.ts';
import { fillSmooth } from './contract-values.ts';

export interface LossProgram {
  readonly nodes: readonly OperationNode[];
  readonly logits: Value;
  readonly labels: Value;
  readonly losses: Value;
  /** Undefined without a gradient. */
  readonly logitsGradient: Value | undefined;
}

export function programOfLoss(
  definition: AnyLossDefinition,
  parameters: Parameters,
  batch: number,
  classes: number,
  training: boolean,
): LossProgram {
  const draft = new Draft();
  const logits = draft.at({ kind: 'slot', name: 'logits' }, floats(batch, classes));
  const labels = draft.at({ kind: 'slot', name: 'labels' }, integers(batch));
  const probabilities = takeSoftmax(draft, logits);
  draft.write('loss', 'loss');
  const losses = definition.compute({
    builder: draft,
    parameters,
    training,
    weight: 1,
    input: logits,
    prediction: probabilities,
    target: labels,
  });
  losses.home = { kind: 'slot', name: 'losses' };
  const gradients = training ? writeGradients(draft, { wanted: new Set([logits]), seeds: new Map() }) : new Map<Value, Value>();
  const logitsGradient = gradients.get(logits);
  if (logitsGradient !== undefined) logitsGradient.home = { kind: 'slot', name: 'logitsGradient' };
  return { nodes: draft.nodes, logits, labels, losses, logitsGradient };
}

export interface ValueLossProgram {
  readonly nodes: readonly OperationNode[];
  readonly prediction: Value;
  readonly target: Value;
  readonly losses: Value;
  /** Undefined without a gradient. */
  readonly predictionGradient: Value | undefined;
}

export function programOfValueLoss(
  definition: AnyLossDefinition,
  parameters: Parameters,
  shape: readonly number[],
  training: boolean,
): ValueLossProgram {
  const draft = new Draft();
  const [prediction, target] = ['prediction', 'target'].map((name) => draft.at({ kind: 'slot', name }, floats(...shape))) as [Value, Value];
  draft.write('loss', 'loss');
  const losses = definition.compute({ builder: draft, parameters, training, weight: 1, input: prediction, prediction, target });
  losses.home = { kind: 'slot', name: 'losses' };
  const gradients = training ? writeGradients(draft, { wanted: new Set([prediction]), seeds: new Map() }) : new Map<Value, Value>();
  const predictionGradient = gradients.get(prediction);
  if (predictionGradient !== undefined) predictionGradient.home = { kind: 'slot', name: 'predictionGradient' };
  return { nodes: draft.nodes, prediction, target, losses, predictionGradient };
}

export interface UpdateProgram {
  readonly nodes: readonly OperationNode[];
  readonly weights: Value;
  readonly gradients: Value;
  readonly states: readonly Value[];
  readonly hyperparameters: Value;
}

export function programOfUpdate(definition: AnyOptimizerDefinition, parameters: Parameters, count: number, decays: boolean): UpdateProgram {
  const draft = new Draft();
  const run = (part: 'weights' | 'gradients' | number): Value => draft.at({ kind: 'run', decays, part }, floats(count));
  const states = Array.from({ length: definition.stateCount(parameters) }, (_, index) => run(index));
  const hyperparameters = draft.at({ kind: 'slot', name: 'hyperparameters' }, floats(hyperparameterBytes / 4));
  const [weights, gradients] = [run('weights'), run('gradients')];
  draft.write('', 'update');
  definition.update({ builder: draft, parameters, weights, gradients, states, decays, hyperparameters });
  return { nodes: draft.nodes, weights, gradients, states, hyperparameters };
}

/** What several updates need: weights, states of zeros, then fresh gradients and a block of hyper-parameters each time. */
export interface UpdateValues {
  readonly weights: Float32Array;
  readonly gradients: readonly Float32Array[];
  readonly rates: readonly number[];
}

/** Values of several updates, the same for everybody. */
export function updateValues(count: number, updates: number): UpdateValues {
  const filled = (seed: number): Float32Array => {
    const values = new Float32Array(count);
    fillSmooth(values, seed);
    return values;
  };
  return {
    weights: filled(1),
    gradients: Array.from({ length: updates }, (_, index) => filled(51 + index)),
    rates: Array.from({ length: updates }, () => 0.05),
  };
}

/** Weights and states after each update; `run` computes one, from the given inputs to the given outputs. */
export function runUpdates(
  definition: AnyOptimizerDefinition,
  parameters: Parameters,
  program: UpdateProgram,
  values: UpdateValues,
  run: (inputs: ReadonlyMap<Value, TensorData>, outputs: readonly Value[]) => readonly TensorData[],
): (readonly TensorData[])[] {
  const outputs = [program.weights, ...program.states];
  let state: readonly TensorData[] = [values.weights, ...program.states.map(() => new Float32Array(values.weights.length))];
  return values.rates.map((rate, index) => {
    const block = new Float32Array(hyperparameterBytes / 4);
    block[hyperparameterSlots.learningRate] = rate;
    definition.correct(parameters, index + 1, block);
    const inputs = new Map<Value, TensorData>([
      ...outputs.map((value, place) => [value, state[place] as TensorData] as const),
      [program.gradients, values.gradients[index] as Float32Array],
      [program.hyperparameters, block],
    ]);
    state = run(inputs, outputs);
    return state;
  });
}
