// What a peer needs to compute the same thing as we do, and what we make of it: weights drawn from a seed, one image, and
// our probabilities for it. A peer whose probabilities differ is another network, and its speed says nothing.
import { chooseSimdLevel } from '../../../electron/host/runs/simd.ts';
import { createWasmExecution } from '../../../engine/backends/wasm/execution.ts';
import { createRandom } from '../../../engine/base/random.ts';
import { sizeOf } from '../../../engine/base/shape.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import type { Network } from '../../../engine/network/network.ts';
import { predictionSlot } from '../../../engine/network/network.ts';
import type { NetworkWeights } from '../../../engine/network/weights.ts';
import { unpackWeights } from '../../../engine/network/weights.ts';
import { copyWeights, initializeWeights } from '../../../engine/program/execution.ts';
import { setNormalization } from '../../../engine/train/batches.ts';
import { compileInference, evaluateProgram } from '../../../engine/train/programs.ts';
import { type BenchNetwork, readBenchNetwork } from '../networks.ts';

const tolerance = 1e-4;

export interface Probe {
  readonly network: Network;
  readonly weights: NetworkWeights;
  /** f32[height,width,channels] from 0 to 1. */
  readonly image: Float32Array;
  readonly probabilities: Float32Array;
}

export function makeProbe(name: BenchNetwork): Probe {
  const document = readBenchNetwork(name);
  const { network } = analyzeDocument(document);
  if (network === undefined) throw new Error(`${name} has errors`);
  const plan = compileInference(network, document.training, 1);
  if (!plan.ok) throw new Error(`${name} does not fit`);
  const execution = createWasmExecution(plan.value, chooseSimdLevel());
  const random = createRandom(7);
  initializeWeights(execution, network, 7);
  // running statistics as they could be after training: with their initial values a folded normalisation would be none
  for (const { name: weight, values } of execution.weights) {
    if (['runningMean', 'shift', 'bias'].includes(weight))
      for (let index = 0; index < values.length; index++) values[index] = random.next() - 0.5;
    if (['runningVariance', 'scale'].includes(weight))
      for (let index = 0; index < values.length; index++) values[index] = random.next() + 0.5;
  }
  const channels = network.input.outputShape[2] ?? 1;
  setNormalization(execution, { mean: Array(channels).fill(0), standardDeviation: Array(channels).fill(1) });
  const bytes = execution.u8('bytes');
  const image = new Float32Array(sizeOf(network.input.outputShape));
  for (let index = 0; index < image.length; index++) {
    const byte = random.integer(256);
    bytes[index] = byte;
    image[index] = byte / 255;
  }
  execution.run(evaluateProgram);
  const classes = sizeOf(network.output.outputShape);
  return {
    network,
    weights: unpackWeights(copyWeights(execution), execution.weights),
    image,
    probabilities: execution.f32(predictionSlot(network.output.id)).slice(0, classes),
  };
}

/** Throws where `probabilities` are not ours. */
export function compareWithProbe(peer: string, probe: Probe, probabilities: ArrayLike<number>): void {
  probe.probabilities.forEach((expected, index) => {
    const received = probabilities[index];
    if (received === undefined || !(Math.abs(received - expected) < tolerance))
      throw new Error(
        `${peer} computes another network: expected ${[...probe.probabilities].join(' ')}, received ${Array.from(probabilities).join(' ')}`,
      );
  });
}
