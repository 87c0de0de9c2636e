// The values that outlive a run as they lie in an arena, and which program's preparation it holds.
import type { Execution, WeightValues } from '../../program/execution.ts';
import type { Plan, PlanBuffer } from './plan/plan.ts';

/**
 * Which program's preparation is in the arena. Programs share their memory, and training changes the weights: so what one has
 * prepared holds until another runs.
 */
export class PreparationKeeper {
  /** `cell`: i32[1], 1 + the prepared program's index, 0 for none. Whoever runs programs on the same arena shares it. */
  constructor(private readonly cell: Int32Array = new Int32Array(1)) {}

  /** True where the program about to run has to be prepared first; it then counts as prepared. */
  mustPrepare(index: number): boolean {
    const isPrepared = this.cell[0] === index + 1;
    this.cell[0] = index + 1;
    return !isPrepared;
  }

  forget(): void {
    this.cell[0] = 0;
  }
}

/** The persistent buffer of a name. Throws where there is none. */
function slotOf(plan: Plan, name: string): PlanBuffer {
  const buffer = plan.fixed[name];
  if (buffer === undefined) throw new Error(`no program has a slot ${name}`);
  return buffer;
}

/** The weights of a plan where they lie in its arena. */
export function viewWeights(plan: Plan, arena: ArrayBufferLike): WeightValues[] {
  return plan.weights.map(({ node, name, shape, buffer }) => ({ node, name, shape, values: viewFloats(arena, buffer) }));
}

/** A buffer's values as they lie in the arena: a view, not a copy. */
export function viewFloats(arena: ArrayBufferLike, buffer: PlanBuffer): Float32Array {
  return new Float32Array(arena, buffer.offset, buffer.bytes >> 2);
}

/** What an execution shows of an arena. */
export function viewArena(plan: Plan, arena: ArrayBufferLike): Omit<Execution, 'run' | 'weightsChanged'> {
  return {
    programs: plan.programs,
    weights: viewWeights(plan, arena),
    f32: (slot) => viewFloats(arena, slotOf(plan, slot)),
    i32: (slot) => new Int32Array(arena, slotOf(plan, slot).offset, slotOf(plan, slot).bytes >> 2),
    u8: (slot) => new Uint8Array(arena, slotOf(plan, slot).offset, slotOf(plan, slot).bytes),
    output: (name, node) => {
      const buffer = plan.programs.find((program) => program.name === name)?.outputs[node];
      return buffer && viewFloats(arena, buffer);
    },
  };
}
