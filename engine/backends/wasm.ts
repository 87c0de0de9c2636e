// The SIMD backend: the compiled kernels on one shared memory, which is the arena. The leader (worker 0) holds an Execution;
// followers wait at the gate inside WebAssembly and run the same programs on the same memory (simd/program.as.ts).
import { decodeBase64 } from '../exporters/base64.ts';
import { type EncodedProgram, encodedBytes, encodeProgram } from '../plan/encode.ts';
import type { Plan, Program } from '../plan/plan.ts';
import { type Execution, PreparationKeeper } from './backend.ts';
import { plainSimdCode, relaxedSimdCode } from './generated/kernel-code.ts';

/** Relaxed SIMD rounds a multiply–add once; plain SIMD rounds it twice, and is about half as fast. */
export type SimdLevel = 'relaxed' | 'plain';

interface KernelExports {
  lead(control: number, program: number, workers: number): void;
  follow(control: number, worker: number): void;
  dismiss(control: number): void;
}

const controlAddress = 0;
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
  /** Lets the followers end. */
  dismiss(): void;
}

/** Worker 0's execution: writes the programs into the arena and runs them together with `plan.workers − 1` followers. */
export function createLeadingExecution(plan: Plan, memory: WebAssembly.Memory, level: SimdLevel): LeadingExecution {
  const kernels = instantiate(memory, level);
  const addresses = new Map<string, EncodedProgram & Pick<Program, 'workers'>>();
  const preparation = new PreparationKeeper();
  let address = plan.programOffset;
  for (const program of plan.programs) {
    addresses.set(program.name, { ...encodeProgram(program, memory.buffer, address), workers: program.workers });
    address += encodedBytes(program);
  }
  return {
    plan,
    arena: memory.buffer,
    run: (name) => {
      const program = addresses.get(name);
      if (program === undefined) throw new Error(`the plan has no program ${name}`);
      if (preparation.mustPrepare(name) && program.preparation !== undefined)
        kernels.lead(controlAddress, program.preparation, program.workers);
      kernels.lead(controlAddress, program.steps, program.workers);
    },
    weightsChanged: () => preparation.forget(),
    dismiss: () => kernels.dismiss(controlAddress),
  };
}

/** One thread, the arena its own: for tests, and for machines with one core. */
export function createWasmExecution(plan: Plan, level: SimdLevel): LeadingExecution {
  return createLeadingExecution(plan, createArena(plan), level);
}

/** A follower's whole life: runs what the leader runs until it is dismissed. Blocks its thread. */
export function followLeader(memory: WebAssembly.Memory, level: SimdLevel, worker: number): void {
  instantiate(memory, level).follow(controlAddress, worker);
}
