// The SIMD backend: the compiled kernels on one shared memory, which is the arena. A leader (worker 0) holds an Execution;
// followers wait at the gate inside WebAssembly and run the same programs on the same memory (simd/program.as.ts). Several
// threads may hold an Execution of one arena and lead in turns.
import { decodeBase64 } from '../../base/base64.ts';
import type { Execution } from '../../program/execution.ts';
import { PreparationKeeper, viewArena } from './arena.ts';
import { plainSimdCode, relaxedSimdCode } from './generated/kernel-code.ts';
import { encodePrograms, locatePrograms } from './plan/encode.ts';
import type { Plan } from './plan/plan.ts';

/** Relaxed SIMD rounds a multiply–add once; plain SIMD rounds it twice, and is about half as fast. */
export type SimdLevel = 'relaxed' | 'plain';

interface KernelExports {
  lead(control: number, program: number, workers: number, patience: number): number;
  follow(control: number, worker: number): void;
  dismiss(control: number): void;
}

const controlAddress = 0;
/** Of the control block: which program's preparation the arena holds. */
const preparedAddress = 320;
const pageBytes = 65536;

function kernelCode(level: SimdLevel): Uint8Array<ArrayBuffer> {
  const bytes = decodeBase64(level === 'relaxed' ? relaxedSimdCode : plainSimdCode);
  if (bytes === undefined) throw new Error('the generated kernels are damaged: run build/kernels.ts again');
  return new Uint8Array(bytes);
}

/** The best level this machine's WebAssembly offers. On Node 20 relaxed SIMD must have been switched on before. */
export function detectSimdLevel(): SimdLevel {
  return WebAssembly.validate(kernelCode('relaxed')) ? 'relaxed' : 'plain';
}

/** Shared memory for `plan`. Throws a RangeError where the machine does not have it. */
export function createArena(plan: Plan): WebAssembly.Memory {
  const pages = Math.ceil(plan.arenaBytes / pageBytes) + 1;
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

function instantiate(memory: WebAssembly.Memory, level: SimdLevel): KernelExports {
  const module = new WebAssembly.Module(kernelCode(level));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports;
}

export interface LeadingExecution extends Execution {
  readonly plan: Plan;
  readonly arena: ArrayBufferLike;
  /** Lets the followers end. */
  dismiss(): void;
}

/** A follower has claimed work and not finished it in time: it has died, or the machine stands still. The arena is lost. */
export class FollowerLost extends Error {}

/**
 * A leader's execution of the programs that `encodePrograms` has written into the arena, together with `plan.workers − 1`
 * followers. `run` throws FollowerLost where one of them keeps it waiting for longer than `patience` milliseconds.
 */
export function createLeadingExecution(plan: Plan, memory: WebAssembly.Memory, level: SimdLevel, patience = -1): LeadingExecution {
  const kernels = instantiate(memory, level);
  const programs = locatePrograms(plan);
  const preparation = new PreparationKeeper(new Int32Array(memory.buffer, preparedAddress, 1));
  const lead = (address: number, workers: number): void => {
    if (kernels.lead(controlAddress, address, workers, patience) === 0)
      throw new FollowerLost(`a worker did not finish its share of a step within ${patience} ms`);
  };
  return {
    ...viewArena(plan, memory.buffer),
    plan,
    arena: memory.buffer,
    run: (name) => {
      const located = programs.get(name);
      if (located === undefined) throw new Error(`the plan has no program ${name}`);
      const { preparation: constant, workers } = located.program;
      if (preparation.mustPrepare(located.index) && constant.length > 0) lead(located.preparation, workers);
      lead(located.steps, workers);
    },
    weightsChanged: () => preparation.forget(),
    dismiss: () => kernels.dismiss(controlAddress),
  };
}

/** One thread, the arena its own: for tests, and for machines with one core. */
export function createWasmExecution(plan: Plan, level: SimdLevel): LeadingExecution {
  const memory = createArena(plan);
  encodePrograms(plan, memory.buffer);
  return createLeadingExecution(plan, memory, level);
}

/** A follower's whole life: runs what the leader runs until it is dismissed. Blocks its thread. */
export function followLeader(memory: WebAssembly.Memory, level: SimdLevel, worker: number): void {
  instantiate(memory, level).follow(controlAddress, worker);
}
