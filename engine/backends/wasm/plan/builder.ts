// Collects the steps and buffers of one program while its operations are lowered. Buffers get their lifetimes from the steps
// that touch them and their offsets at the end; until then they are objects without a place.
import type { Pass } from '../../../operations/operation.ts';
import type { AnyStepRequest, BufferHandle } from '../way.ts';
import { encodedBytes } from './encode.ts';
import { align, type Placement, placeBuffers } from './memory.ts';
import type { BufferKind, PlanBuffer, Program, Step } from './plan.ts';

/** A buffer without a place yet. Persistent ones are shared by all programs of a plan. */
export interface DraftBuffer extends BufferHandle {
  readonly kind: BufferKind;
  readonly persistent: boolean;
  /** Given for persistent buffers. */
  readonly offset: number;
}

interface DraftStep {
  readonly node: string;
  readonly pass: Pass;
  readonly request: AnyStepRequest;
}

interface Life {
  firstStep: number;
  lastStep: number;
}

export interface FinishRequest {
  readonly name: string;
  readonly batch: number;
  readonly training: boolean;
  /** Where the transient region starts in the arena. */
  readonly base: number;
  readonly workers: number;
  /** What layers put out stays in place until the end, for previews. */
  readonly keepsOutputs: boolean;
  /** By layer, what it puts out. */
  readonly outputs: ReadonlyMap<string, BufferHandle>;
}

export class ProgramBuilder {
  private readonly steps: DraftStep[] = [];

  transientBuffer(name: string, kind: BufferKind, bytes: number): DraftBuffer {
    return { name, kind, bytes, persistent: false, offset: -1 };
  }

  step(node: string, pass: Pass, request: AnyStepRequest): void {
    this.steps.push({ node, pass, request });
  }

  /** The finished program: outside training, what follows from the weights alone is prepared once. */
  finish({ name, batch, training, base, workers, keepsOutputs, outputs }: FinishRequest): Program {
    const { constant, varying } = training ? { constant: [], varying: this.steps } : splitConstant(this.steps);
    const ordered = [...constant, ...varying];
    const last = ordered.length - 1;
    const { transient, persistent } = livesOf(ordered);
    for (const [buffer, life] of transient) {
      const isResult = life.firstStep < constant.length && life.lastStep >= constant.length;
      if (isResult || (keepsOutputs && buffer.kind === 'activation')) life.lastStep = last;
    }
    const lives = [...transient].map(([buffer, life]) => ({ bytes: buffer.bytes, ...life }));
    const scratch = ordered.flatMap((step, index) => {
      const bytes = workers * scratchOf(step);
      return bytes === 0 ? [] : [{ bytes, firstStep: index, lastStep: index }];
    });
    const placement: Placement = placeBuffers([...lives, ...scratch]);
    const placed = new Map<BufferHandle, PlanBuffer>();
    [...transient.keys()].forEach((buffer, index) => {
      const { firstStep, lastStep } = lives[index] as (typeof lives)[number];
      const offset = base + (placement.offsets[index] as number);
      placed.set(buffer, { id: placed.size, name: buffer.name, kind: buffer.kind, bytes: buffer.bytes, offset, firstStep, lastStep });
    });
    for (const buffer of persistent) {
      const { kind, bytes, offset } = buffer;
      placed.set(buffer, { id: placed.size, name: buffer.name, kind, bytes, offset, firstStep: 0, lastStep: last });
    }
    const scratchOffsets = new Map(scratch.map(({ firstStep }, index) => [firstStep, placement.offsets[lives.length + index] as number]));
    const steps = ordered.map((step, index) =>
      placeStep(step, placed, { offset: base + (scratchOffsets.get(index) ?? 0), bytesPerWorker: scratchOf(step) }),
    );
    const coded = { preparation: steps.slice(0, constant.length), steps: steps.slice(constant.length) };
    return {
      name,
      batch,
      training,
      workers,
      ...coded,
      outputs: Object.fromEntries(
        [...outputs].flatMap(([node, buffer]) => (placed.has(buffer) ? [[node, placed.get(buffer) as PlanBuffer]] : [])),
      ),
      buffers: [...placed.values()],
      liveBytes: base + placement.liveBytes,
      transientBytes: placement.regionBytes,
      arenaBytes: align(base + placement.regionBytes) + encodedBytes(coded),
    };
  }
}

/** Steps that read nothing but weights and what such steps have written, and write only what no other step writes. */
function splitConstant(steps: readonly DraftStep[]): { constant: DraftStep[]; varying: DraftStep[] } {
  const writers = new Map<BufferHandle, number>();
  for (const { request } of steps) for (const buffer of Object.values(request.writes)) writers.set(buffer, (writers.get(buffer) ?? 0) + 1);
  const results = new Set<BufferHandle>();
  const isConstant = ({ request }: DraftStep): boolean =>
    Object.values(request.reads).every((buffer) => (buffer as DraftBuffer).kind === 'weight' || results.has(buffer)) &&
    Object.values(request.writes).every((buffer) => !(buffer as DraftBuffer).persistent && writers.get(buffer) === 1);
  const constant: DraftStep[] = [];
  const varying: DraftStep[] = [];
  for (const step of steps) {
    if (isConstant(step)) {
      constant.push(step);
      for (const buffer of Object.values(step.request.writes)) results.add(buffer);
    } else varying.push(step);
  }
  return { constant, varying };
}

function livesOf(steps: readonly DraftStep[]): { transient: Map<DraftBuffer, Life>; persistent: Set<DraftBuffer> } {
  const transient = new Map<DraftBuffer, Life>();
  const persistent = new Set<DraftBuffer>();
  const touch = (buffer: DraftBuffer, index: number): void => {
    if (buffer.persistent) {
      persistent.add(buffer);
      return;
    }
    const life = transient.get(buffer);
    if (life === undefined) transient.set(buffer, { firstStep: index, lastStep: index });
    else life.lastStep = index;
  };
  steps.forEach(({ request }, index) => {
    for (const buffer of Object.values(request.reads)) touch(buffer as DraftBuffer, index);
    for (const buffer of Object.values(request.writes)) touch(buffer as DraftBuffer, index);
  });
  return { transient, persistent };
}

/** Bytes of private memory that one worker needs for a step. */
const scratchOf = ({ request }: DraftStep): number => align(request.scratchBytes ?? 0);

function placeStep({ node, pass, request }: DraftStep, placed: ReadonlyMap<BufferHandle, PlanBuffer>, scratch: Step['scratch']): Step {
  const resolve = (handles: Readonly<Record<string, BufferHandle>>): Record<string, PlanBuffer> => {
    const buffers: Record<string, PlanBuffer> = {};
    for (const argument of Object.keys(handles)) buffers[argument] = placed.get(handles[argument] as BufferHandle) as PlanBuffer;
    return buffers;
  };
  const { kernel, numbers, tiles } = request;
  return { kernel, node, pass, reads: resolve(request.reads), writes: resolve(request.writes), numbers, tiles, scratch };
}
