// The reference backend: runs a plan step by step with the layers' plain loops. Slow and readable, on one thread; what the
// SIMD backend computes is held against it.
import { layerDefinitions } from '../layers/index.ts';
import { lossDefinitions } from '../losses/index.ts';
import { optimizerDefinitions } from '../optimizers/index.ts';
import type { Plan, PlanBuffer, Step } from './wasm/plan/plan.ts';
import { type Execution, PreparationKeeper, viewBytes, viewF32, viewI32 } from './backend.ts';
import type { ReferenceKernel, StepArguments } from './reference-kernel.ts';

const kernels = new Map<string, ReferenceKernel>();
for (const definition of [...layerDefinitions, ...lossDefinitions, ...optimizerDefinitions]) {
  for (const [name, kernel] of Object.entries(definition.reference)) kernels.set(name, kernel);
}

function argumentsOf(step: Step, arena: ArrayBufferLike): StepArguments {
  const bufferOf = (name: string): PlanBuffer => {
    const buffer = step.writes[name] ?? step.reads[name];
    if (buffer === undefined) throw new Error(`${step.node}: ${step.kernel} misses the buffer ${name}`);
    return buffer;
  };
  return {
    f32: (name) => viewF32({ arena }, bufferOf(name)),
    i32: (name) => viewI32({ arena }, bufferOf(name)),
    u8: (name) => viewBytes({ arena }, bufferOf(name)),
    number: (name) => {
      const value = step.numbers[name];
      if (value === undefined) throw new Error(`${step.node}: ${step.kernel} misses the number ${name}`);
      return value;
    },
  };
}

/** An execution of `plan` on an arena of its own. */
export function createReferenceExecution(plan: Plan): Execution {
  const arena = new ArrayBuffer(plan.arenaBytes);
  const preparation = new PreparationKeeper();
  const runStep = (step: Step): void => {
    const kernel = kernels.get(step.kernel);
    if (kernel === undefined) throw new Error(`${step.node}: no reference kernel ${step.kernel}`);
    kernel(argumentsOf(step, arena));
  };
  return {
    plan,
    arena,
    run: (name) => {
      const index = plan.programs.findIndex((candidate) => candidate.name === name);
      const program = plan.programs[index];
      if (program === undefined) throw new Error(`the plan has no program ${name}`);
      if (preparation.mustPrepare(index)) program.preparation.forEach(runStep);
      program.steps.forEach(runStep);
    },
    weightsChanged: () => preparation.forget(),
  };
}
