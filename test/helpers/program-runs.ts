// Runs a few operations on the plain loops or on the compiled kernels, from the same values, and gives the results that are asked for.
import { ReferenceRun, type TensorData } from '../../engine/backends/reference/run.ts';
import type { SimdLevel } from '../../engine/backends/wasm/execution.ts';
import { chooseWay, type WayChooser } from '../../engine/backends/wasm/plan/choose.ts';
import { bytesOf, lowerProgram } from '../../engine/backends/wasm/plan/lower.ts';
import type { AnyStepRequest, AnyWay } from '../../engine/backends/wasm/way.ts';
import type { OperationNode, Value } from '../../engine/operations/operation.ts';
import { createStepMachine, type TileOrder } from './step-machine.ts';
import { Recorder, type TestBuffer } from './step-recorder.ts';

/** Operations to run; every value that comes from outside or is looked at lives outside (its home is no transient one). */
export interface TestProgram {
  readonly nodes: readonly OperationNode[];
  readonly training: boolean;
  readonly inputs: ReadonlyMap<Value, TensorData>;
  readonly outputs: readonly Value[];
}

/** Copies of the outputs, by the plain loops. */
export function runPlain({ nodes, inputs, outputs }: TestProgram): TensorData[] {
  const copies = new Map([...inputs].map(([value, data]) => [value, data.slice()]));
  const run = new ReferenceRun((value) => copies.get(value));
  run.run(nodes);
  return outputs.map((value) => run.at(value).slice());
}

export interface KernelRun {
  readonly results: readonly TensorData[];
  /** What was written where nothing should be. */
  readonly stray: readonly string[];
  readonly ways: readonly AnyWay[];
}

const viewOf = (arena: ArrayBufferLike, buffer: TestBuffer, like: TensorData): TensorData => {
  if (like instanceof Float32Array) return new Float32Array(arena, buffer.offset, like.length);
  return like instanceof Int32Array ? new Int32Array(arena, buffer.offset, like.length) : new Uint8Array(arena, buffer.offset, like.length);
};

/** A program lowered once, to be run in several orders. */
export class LoweredProgram {
  private readonly recorder = new Recorder();
  private readonly homes = new Map<Value, TestBuffer>();
  readonly ways: AnyWay[] = [];

  constructor(
    private readonly program: TestProgram,
    choose: WayChooser = chooseWay,
  ) {
    const { nodes, training } = program;
    lowerProgram(
      { name: 'test', batch: 1, training, nodes, outputs: new Map(), keepsOutputs: false, rewritten: [] },
      this.recorder,
      (value) => this.home(value),
      (context) => {
        const way = choose(context);
        this.ways.push(way);
        return way;
      },
    );
  }

  private home(value: Value): TestBuffer {
    const known = this.homes.get(value) ?? this.recorder.buffer(value.name, bytesOf(value.type));
    this.homes.set(value, known);
    return known;
  }

  get steps(): readonly AnyStepRequest[] {
    return this.recorder.steps;
  }

  get kernels(): string[] {
    return this.steps.map(({ kernel }) => kernel);
  }

  run(level: SimdLevel, order: TileOrder = 'ascending'): KernelRun {
    const { inputs, outputs } = this.program;
    const places = [...inputs].map(([value, data]) => [this.home(value), data] as const);
    const results = outputs.map((value) => this.home(value));
    const machine = createStepMachine(level, this.recorder);
    machine.spoil();
    for (const [place, data] of places) viewOf(machine.arena, place, data).set(data as never);
    const stray = machine.run(order);
    return {
      stray,
      ways: this.ways,
      results: results.map((place, index) => {
        const { type } = outputs[index] as Value;
        const like =
          type.element === 'f32'
            ? new Float32Array(place.bytes / 4)
            : type.element === 'i32'
              ? new Int32Array(place.bytes / 4)
              : new Uint8Array(place.bytes);
        return viewOf(machine.arena, place, like).slice();
      }),
    };
  }
}
