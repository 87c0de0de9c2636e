// Collects the steps and buffers of one program while layers lower themselves. Buffers get their lifetimes from the steps
// that touch them and their offsets at the end; until then they are objects without a place.
import type { BufferHandle, StepRequest } from '../layers/layer.ts';
import { type Placement, placeBuffers } from './memory.ts';
import type { BufferKind, Pass, PlanBuffer, Program, Step } from './plan.ts';

/** A buffer without a place yet. Persistent ones are shared by all programs of a plan. */
export interface DraftBuffer extends BufferHandle {
  readonly kind: BufferKind;
  readonly persistent: boolean;
  /** Given for persistent buffers. */
  readonly offset: number;
}

interface DraftStep extends StepRequest {
  readonly node: string;
  readonly pass: Pass;
}

export class ProgramBuilder {
  private readonly steps: DraftStep[] = [];
  private readonly transient = new Map<DraftBuffer, { firstStep: number; lastStep: number }>();
  private readonly persistentBuffers = new Set<DraftBuffer>();
  /** Largest private memory that one of the steps needs. */
  scratchBytes = 0;

  transientBuffer(name: string, kind: BufferKind, bytes: number): DraftBuffer {
    return { name, kind, bytes, persistent: false, offset: -1 };
  }

  step(node: string, pass: Pass, request: StepRequest): void {
    const index = this.steps.length;
    this.steps.push({ ...request, node, pass });
    this.scratchBytes = Math.max(this.scratchBytes, request.scratchBytes ?? 0);
    for (const handle of [...Object.values(request.reads), ...Object.values(request.writes)]) {
      const buffer = handle as DraftBuffer;
      if (buffer.persistent) {
        this.persistentBuffers.add(buffer);
        continue;
      }
      const life = this.transient.get(buffer);
      if (life === undefined) this.transient.set(buffer, { firstStep: index, lastStep: index });
      else life.lastStep = index;
    }
  }

  /**
   * The finished program, its transient region starting at `base`. With `keepActivations`, what layers put out stays in
   * place until the end, for previews.
   */
  finish(name: string, batch: number, training: boolean, base: number, keepActivations: boolean): Program {
    const last = this.steps.length - 1;
    const drafts = [...this.transient.keys()];
    const lives = drafts.map((buffer) => {
      const life = this.transient.get(buffer) as { firstStep: number; lastStep: number };
      return {
        bytes: buffer.bytes,
        firstStep: life.firstStep,
        lastStep: keepActivations && buffer.kind === 'activation' ? last : life.lastStep,
      };
    });
    const placement: Placement = placeBuffers(lives);
    const placed = new Map<BufferHandle, PlanBuffer>();
    drafts.forEach((buffer, index) => {
      const { firstStep, lastStep } = lives[index] as (typeof lives)[number];
      const offset = base + (placement.offsets[index] as number);
      placed.set(buffer, { id: placed.size, name: buffer.name, kind: buffer.kind, bytes: buffer.bytes, offset, firstStep, lastStep });
    });
    for (const buffer of this.persistentBuffers) {
      const { kind, bytes, offset } = buffer;
      placed.set(buffer, { id: placed.size, name: buffer.name, kind, bytes, offset, firstStep: 0, lastStep: last });
    }
    const resolve = (handles: Readonly<Record<string, BufferHandle>>): Record<string, PlanBuffer> =>
      Object.fromEntries(Object.entries(handles).map(([argument, handle]) => [argument, placed.get(handle) as PlanBuffer]));
    const steps: Step[] = this.steps.map((step) => ({
      kernel: step.kernel,
      node: step.node,
      pass: step.pass,
      reads: resolve(step.reads),
      writes: resolve(step.writes),
      numbers: step.numbers ?? {},
      tiles: step.tiles,
    }));
    return {
      name,
      batch,
      training,
      steps,
      buffers: [...placed.values()],
      liveBytes: placement.liveBytes,
      transientBytes: placement.regionBytes,
    };
  }
}
