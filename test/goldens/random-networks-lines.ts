// What random networks and their steps are, one after the other from a seed, and how they are written: a line of JSON a network, with
// its values, and losses and gradients of every run, for random_networks.py to read.
import { createRandom } from '../../engine/base/random.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';
import type { Network } from '../../engine/network/network.ts';
import { drawStepValues, type StepResult, type StepValues } from '../helpers/training-step.ts';
import { drawNetwork } from './draw-network.ts';

export interface DrawnStep {
  readonly index: number;
  readonly document: GraphDocument;
  readonly network: Network;
  readonly batch: number;
  readonly values: StepValues;
}

/** Networks without end, each with a batch of 2 to 5 images; the same seed gives the same. */
export function* drawSteps(seed: number): Generator<DrawnStep, never> {
  const random = createRandom(seed);
  for (let index = 0; ; ) {
    const document = drawNetwork(random);
    const { network } = document === undefined ? {} : analyzeDocument(document);
    if (document === undefined || network === undefined) continue;
    const batch = 2 + random.integer(4);
    yield { index, document, network, batch, values: drawStepValues(network, batch, index + 1) };
    index++;
  }
}

const encode = (values: Float32Array | Int32Array | Uint8Array): string =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');

interface DescribedRun {
  readonly way: string;
  readonly level: string;
  readonly losses: Readonly<Record<string, number>>;
  /** f32 in base64. */
  readonly gradients: Readonly<Record<string, string>>;
}

export function describeRun(way: string, level: string, { losses, gradients }: StepResult): DescribedRun {
  return {
    way,
    level,
    losses: Object.fromEntries(losses),
    gradients: Object.fromEntries([...gradients].map(([weight, gradient]) => [weight, encode(Float32Array.from(gradient))])),
  };
}

/** A network with all that the step begins with, and what its runs came to. */
export function describeStep({ index, batch, network, values }: DrawnStep, runs: readonly DescribedRun[]): object {
  return {
    index,
    batch,
    layers: network.layers.map(({ id, definition, parameters, inputs, outputShape, frozen, weightsOf }) => ({
      id,
      type: definition.type,
      parameters,
      inputs,
      outputShape,
      frozen,
      weightsOf,
    })),
    weights: network.layers.flatMap(({ id, weights }) =>
      weights.map(({ name, shape, trainable }) => ({ name: `${id}.${name}`, shape, trainable })),
    ),
    values: Object.fromEntries([...values].map(([name, data]) => [name, encode(data)])),
    runs,
  };
}
