// Lowers a loss behind softmax, and an optimizer on one run of weights, each on an arena of its own (contract-lowering.ts).
import { softmax } from '../../engine/layers/softmax/definition.ts';
import type { AnyLossDefinition } from '../../engine/losses/loss.ts';
import type { AnyOptimizerDefinition } from '../../engine/optimizers/optimizer.ts';
import { hyperparameterBytes } from '../../engine/plan/hyperparameters.ts';
import type { Parameters } from '../../engine/schema.ts';
import { Recorder, type TestBuffer } from './contract-lowering.ts';

export interface LoweredLoss {
  readonly recorder: Recorder;
  readonly batch: number;
  readonly classes: number;
  readonly logits: TestBuffer;
  readonly labels: TestBuffer;
  readonly losses: TestBuffer;
  /** Not touched without a gradient. */
  readonly logitsGradient: TestBuffer;
}

export function lowerLoss(
  definition: AnyLossDefinition,
  parameters: Parameters,
  batch: number,
  classes: number,
  withGradient: boolean,
): LoweredLoss {
  const recorder = new Recorder();
  const [logits, probabilities, logitsGradient] = ['logits', 'probabilities', 'logitsGradient'].map((name) =>
    recorder.buffer(name, batch * classes * 4),
  ) as [TestBuffer, TestBuffer, TestBuffer];
  const [labels, losses] = [recorder.buffer('labels', batch * 4), recorder.buffer('losses', batch * 4)];
  const unused = (): never => {
    throw new Error('softmax has neither weights nor kept buffers');
  };
  const shape = [classes];
  softmax.forward({
    parameters: {},
    batch,
    inputShapes: [shape],
    outputShape: shape,
    inputs: [logits],
    output: probabilities,
    training: withGradient,
    key: 0,
    weight: unused,
    keep: unused,
    hyperparameters: losses,
    addend: undefined,
    rectify: false,
    step: recorder.step,
  });
  definition.lower({
    parameters,
    batch,
    classes,
    logits,
    probabilities,
    labels,
    losses,
    training: withGradient,
    logitsGradient: withGradient ? logitsGradient : undefined,
    step: recorder.step,
  });
  return { recorder, batch, classes, logits, labels, losses, logitsGradient };
}

export interface LoweredUpdate {
  readonly recorder: Recorder;
  readonly weights: TestBuffer;
  readonly gradients: TestBuffer;
  readonly states: readonly TestBuffer[];
  readonly hyperparameters: TestBuffer;
}

export function lowerUpdate(definition: AnyOptimizerDefinition, parameters: Parameters, count: number, decays: boolean): LoweredUpdate {
  const recorder = new Recorder();
  const [weights, gradients] = [recorder.buffer('weights', count * 4), recorder.buffer('gradients', count * 4)];
  const states = Array.from({ length: definition.stateCount(parameters) }, (_, index) => recorder.buffer(`state ${index}`, count * 4));
  const hyperparameters = recorder.buffer('hyperparameters', hyperparameterBytes);
  definition.update({ parameters, weights, gradients, states, count, decays, hyperparameters, step: recorder.step });
  return { recorder, weights, gradients, states, hyperparameters };
}
