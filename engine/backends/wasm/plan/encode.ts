// Writes programs into the arena, preparation and steps, in the form that simd/program.as.ts runs: i32 number of steps, their
// addresses, then the steps: opcode, tiles, worker 0's scratch, bytes from one worker's to the next one's, and the kernel's
// arguments, four bytes each in the order of its class.
import { type KernelEntry, kernelTable } from '../generated/kernel-table.ts';
import { align } from './memory.ts';
import type { Plan, Program, Step } from './plan.ts';

const stepHeaderBytes = 16;

function entryOf(step: Step): KernelEntry {
  const entry = kernelTable[step.kernel];
  if (entry === undefined) throw new Error(`${step.node}: there is no kernel ${step.kernel}`);
  return entry;
}

const stepBytes = (step: Step): number => align(stepHeaderBytes + entryOf(step).fields.length * 4);

const bytesOf = (steps: readonly Step[]): number => align(4 + steps.length * 4) + steps.reduce((sum, step) => sum + stepBytes(step), 0);

/** Bytes that `encodeProgram` writes. */
export function encodedBytes(program: Pick<Program, 'preparation' | 'steps'>): number {
  return bytesOf(program.preparation) + bytesOf(program.steps);
}

function encodeStep(step: Step, view: DataView, address: number): void {
  const entry = entryOf(step);
  view.setInt32(address, entry.opcode, true);
  view.setInt32(address + 4, step.tiles, true);
  view.setUint32(address + 8, step.scratch.offset, true);
  view.setUint32(address + 12, step.scratch.bytesPerWorker, true);
  entry.fields.forEach(([name, kind], index) => {
    const place = address + stepHeaderBytes + index * 4;
    if (kind === 'buffer') {
      const buffer = step.writes[name] ?? step.reads[name];
      if (buffer === undefined) throw new Error(`${step.node}: ${step.kernel} misses the buffer ${name}`);
      view.setUint32(place, buffer.offset, true);
      return;
    }
    const value = name === 'tiles' ? step.tiles : step.numbers[name];
    if (value === undefined) throw new Error(`${step.node}: ${step.kernel} misses the number ${name}`);
    if (kind === 'float') view.setFloat32(place, value, true);
    else if (Number.isInteger(value)) view.setInt32(place, value | 0, true);
    else throw new Error(`${step.node}: ${step.kernel} takes an integer ${name}, received ${value}`);
  });
}

function encodeSteps(steps: readonly Step[], view: DataView, address: number): void {
  view.setInt32(address, steps.length, true);
  let next = address + align(4 + steps.length * 4);
  steps.forEach((step, index) => {
    view.setUint32(address + 4 + index * 4, next, true);
    encodeStep(step, view, next);
    next += stepBytes(step);
  });
}

/** A program, its place among the plan's, and the addresses of its two parts. */
export interface EncodedProgram {
  readonly program: Program;
  readonly index: number;
  readonly preparation: number;
  readonly steps: number;
}

/** Where the programs of `plan` lie, by name. */
export function locatePrograms(plan: Plan): ReadonlyMap<string, EncodedProgram> {
  const located = new Map<string, EncodedProgram>();
  let address = plan.programOffset;
  for (const [index, program] of plan.programs.entries()) {
    located.set(program.name, { program, index, preparation: address, steps: address + bytesOf(program.preparation) });
    address += encodedBytes(program);
  }
  return located;
}

/** Writes all programs of `plan` to their places in the arena. */
export function encodePrograms(plan: Plan, arena: ArrayBufferLike): void {
  const view = new DataView(arena);
  for (const { program, preparation, steps } of locatePrograms(plan).values()) {
    encodeSteps(program.preparation, view, preparation);
    encodeSteps(program.steps, view, steps);
  }
}
