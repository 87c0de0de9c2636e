// An execution with the plain loops (run.ts): for tests, and whoever wants to read what a program does.
import type { Network } from '../../network/network.ts';
import { homeName } from '../../operations/draft.ts';
import type { Home, Value } from '../../operations/operation.ts';
import type { Execution } from '../../program/execution.ts';
import type { OperationProgram } from '../../program/program.ts';
import { createTensor, ReferenceRun, type TensorData } from './run.ts';

/** Weights, their gradients and states, and slots: one array a name; the runs of all weights are views of one array a kind. */
class Places {
  private readonly arrays = new Map<string, TensorData>();

  constructor(private readonly network: Network) {
    for (const decays of [true, false]) {
      for (const [kind, part] of [
        ['weight', 'weights'],
        ['weight-gradient', 'gradients'],
      ] as const)
        this.layOutRun(decays, kind, part);
    }
    for (const layer of network.layers) {
      for (const { name, shape, trainable } of layer.weights)
        if (!trainable) this.arrays.set(keyOf({ kind: 'weight', node: layer.id, name }), createTensor({ element: 'f32', shape }));
    }
  }

  private layOutRun(decays: boolean, kind: 'weight' | 'weight-gradient', part: 'weights' | 'gradients'): void {
    const members = this.network.layers.flatMap((layer) =>
      layer.weights.filter((weight) => weight.trainable && weight.decays === decays).map((weight) => ({ ...weight, node: layer.id })),
    );
    const lengths = members.map(({ shape }) => Math.ceil(shape.reduce((product, length) => product * length, 1) / 16) * 16);
    const run = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
    this.arrays.set(keyOf({ kind: 'run', decays, part }), run);
    let place = 0;
    members.forEach(({ node, name, shape }, index) => {
      const count = shape.reduce((product, length) => product * length, 1);
      this.arrays.set(keyOf({ kind, node, name }), run.subarray(place, place + count));
      place += lengths[index] as number;
    });
  }

  find(value: Value): TensorData {
    const key = keyOf(value.home);
    const known = this.arrays.get(key);
    if (known !== undefined)
      return known.length === createTensor(value.type).length ? known : (known.subarray(0, createTensor(value.type).length) as TensorData);
    const made = createTensor(value.type);
    this.arrays.set(key, made);
    return made;
  }

  at(home: Home): TensorData {
    const known = this.arrays.get(keyOf(home));
    if (known === undefined) throw new Error(`no program has a ${keyOf(home)}`);
    return known;
  }
}

const keyOf = (home: Home): string => `${home.kind} ${homeName(home)}`;

/** The slots of all programs, each as large as the largest program needs it. */
function largestSlots(programs: readonly OperationProgram[]): Value[] {
  const slots = new Map<string, Value>();
  for (const { nodes } of programs) {
    for (const { operands, results } of nodes) {
      for (const value of [...Object.values(operands), ...Object.values(results)]) {
        if (value.home.kind !== 'slot') continue;
        const known = slots.get(value.home.name);
        if (known === undefined || (known.type.shape[0] ?? 0) < (value.type.shape[0] ?? 0)) slots.set(value.home.name, value);
      }
    }
  }
  return [...slots.values()];
}

/** An execution of `programs` of `network`, on memory of its own. */
export function createReferenceExecution(network: Network, programs: readonly OperationProgram[]): Execution {
  const places = new Places(network);
  for (const slot of largestSlots(programs)) places.find(slot);
  const runs = new Map(programs.map((program) => [program.name, { program, run: new ReferenceRun((value) => places.find(value)) }]));
  const slot = <T extends TensorData>(name: string, kind: new (length: number) => T): T => {
    const tensor = places.at({ kind: 'slot', name });
    if (!(tensor instanceof kind)) throw new Error(`the slot ${name} holds other elements`);
    return tensor;
  };
  return {
    programs,
    weights: network.layers.flatMap((layer) =>
      layer.weights.map(({ name, shape }) => ({
        node: layer.id,
        name,
        shape,
        values: places.at({ kind: 'weight', node: layer.id, name }) as Float32Array,
      })),
    ),
    f32: (name) => slot(name, Float32Array),
    i32: (name) => slot(name, Int32Array),
    u8: (name) => slot(name, Uint8Array),
    output: (name, node) => {
      const found = runs.get(name);
      const value = found?.program.outputs.get(node);
      return found && value && (found.run.at(value) as Float32Array);
    },
    run: (name) => {
      const found = runs.get(name);
      if (found === undefined) throw new Error(`there is no program ${name}`);
      found.run.run(found.program.nodes);
    },
    weightsChanged: () => undefined,
  };
}
