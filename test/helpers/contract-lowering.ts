// Lowers one layer on its own: records the steps of its forward and backward pass and gives every buffer a place in one plain
// arena. Independent of the plan compiler, so that a layer can be tested without a network. Nothing overlaps; behind every
// buffer lie 64 bytes of slack, into which kernels may read and write, and 64 bytes of guard, which must stay as they are.
import type {
  AnyLayerDefinition,
  BackwardContext,
  BufferHandle,
  SampleCase,
  StepRequest,
  WeightSpecification,
} from '../../engine/layers/layer.ts';
import { hyperparameterBytes } from '../../engine/operations/hyperparameters.ts';
import { type Parameters, parametersValidator } from '../../engine/base/fields.ts';
import { type Shape, sizeOf } from '../../engine/base/shape.ts';

/** Control block and program come first (contract-machine.ts). */
export const firstBufferOffset = 8192;
export const slackBytes = 64;
const guardBytes = 64;

export interface TestBuffer extends BufferHandle {
  readonly offset: number;
}

/** Hands out buffers of one arena and collects steps. */
export class Recorder {
  readonly buffers: TestBuffer[] = [];
  readonly steps: StepRequest[] = [];
  private end = firstBufferOffset;

  buffer(name: string, bytes: number): TestBuffer {
    const buffer = { name, bytes, offset: this.end };
    this.end = Math.ceil((this.end + bytes + slackBytes + guardBytes) / 64) * 64;
    this.buffers.push(buffer);
    return buffer;
  }

  readonly step = (request: StepRequest): void => void this.steps.push(request);

  get arenaBytes(): number {
    return this.end;
  }

  get scratchBytes(): number {
    return Math.max(0, ...this.steps.map((step) => step.scratchBytes ?? 0));
  }
}

export interface LoweredSample {
  readonly recorder: Recorder;
  readonly parameters: Parameters;
  readonly outputShape: Shape;
  readonly specifications: readonly WeightSpecification[];
  readonly forward: readonly StepRequest[];
  readonly backward: readonly StepRequest[];
  readonly inputs: readonly TestBuffer[];
  readonly output: TestBuffer;
  readonly outputGradient: TestBuffer;
  readonly inputGradients: readonly TestBuffer[];
  readonly weights: ReadonlyMap<string, TestBuffer>;
  readonly weightGradients: ReadonlyMap<string, TestBuffer>;
  readonly hyperparameters: TestBuffer;
  readonly addend: TestBuffer | undefined;
}

export interface LowerOptions {
  readonly training: boolean;
  /** The output layer has no backward pass of its own. */
  readonly backward: boolean;
  /** The layer takes over the ReLUs beside it, as far as it says it can; false where absent. */
  readonly fused?: boolean;
  /** The layer adds a term to its output, where it says it can. */
  readonly added?: boolean;
  /** The gradient of the first input lies where the output's does, where the layer says it may. */
  readonly inPlace?: boolean;
}

/** Throws where the sample does not fit: samples are meant to. */
export function lowerSample(definition: AnyLayerDefinition, sample: SampleCase, options: LowerOptions): LoweredSample {
  const recorder = new Recorder();
  const parameters = parametersValidator(definition.fields).parse(sample.parameters);
  const result = definition.inferShape(parameters, sample.inputShapes);
  if ('problem' in result) throw new Error(`${definition.type}, ${sample.name}: ${result.problem.message}`);
  const floats = (name: string, shape: Shape): TestBuffer => recorder.buffer(name, sizeOf(shape) * 4);
  const batched = (name: string, shape: Shape): TestBuffer => floats(name, [sample.batch, ...shape]);
  const specifications = definition.weights(parameters, sample.inputShapes);
  const weights = new Map(specifications.map(({ name, shape }) => [name, floats(name, shape)]));
  const weightGradients = new Map(
    specifications.filter(({ trainable }) => trainable).map(({ name, shape }) => [name, floats(`d${name}`, shape)]),
  );
  const inputs = sample.inputShapes.map((shape, index) => batched(`x${index}`, shape));
  const inputGradients = sample.inputShapes.map((shape, index) => batched(`dx${index}`, shape));
  const output = batched('y', result.shape);
  const outputGradient = batched('dy', result.shape);
  const addend = options.added && definition.fusion?.adds?.(parameters) ? batched('addend', result.shape) : undefined;
  if (options.inPlace && definition.fusion?.backwardInPlace) inputGradients[0] = outputGradient;
  const hyperparameters = recorder.buffer('hyperparameters', hyperparameterBytes);
  const kept = new Map<string, TestBuffer>();
  const find = (name: string): TestBuffer => {
    const weight = weights.get(name);
    if (weight === undefined) throw new Error(`${definition.type} has no weight ${name}`);
    return weight;
  };
  const context: BackwardContext<Parameters> = {
    parameters,
    batch: sample.batch,
    inputShapes: sample.inputShapes,
    outputShape: result.shape,
    inputs,
    output,
    training: options.training,
    key: 0x9abcdef1,
    weight: find,
    keep: (name, bytes) => {
      const buffer = kept.get(name) ?? recorder.buffer(`kept ${name}`, bytes);
      if (buffer.bytes !== bytes) throw new Error(`${definition.type} keeps ${name} as ${buffer.bytes} and as ${bytes} bytes`);
      kept.set(name, buffer);
      return buffer;
    },
    hyperparameters,
    addend,
    rectify: (options.fused ?? false) && (definition.fusion?.rectifies ?? false),
    step: recorder.step,
    outputGradient,
    passGradient: (index) => {
      inputGradients[index] = outputGradient;
    },
    rectified: () => (options.fused ?? false) && (definition.fusion?.masks ?? false),
    inputGradient: (index) => inputGradients[index],
    weightGradient: (name) => weightGradients.get(name),
  };
  definition.forward(context);
  const forwardSteps = recorder.steps.length;
  if (options.backward) definition.backward(context);
  const forward = recorder.steps.slice(0, forwardSteps);
  const backward = recorder.steps.slice(forwardSteps);
  return {
    recorder,
    parameters,
    outputShape: result.shape,
    specifications,
    forward,
    backward,
    inputs,
    output,
    outputGradient,
    inputGradients,
    weights,
    weightGradients,
    hyperparameters,
    addend,
  };
}
