// Every step of a network's program alone, on one thread: its time and what it computes and moves. The steps are those of the
// plan, on the plan's buffers, with what the steps before have left in them.
import { chooseSimdLevel } from '../../electron/host/runs/simd.ts';
import { createWasmExecution } from '../../engine/backends/wasm/execution.ts';
import { compile } from '../../engine/backends/wasm/plan/compile.ts';
import type { Plan, Step } from '../../engine/backends/wasm/plan/plan.ts';
import { createRandom } from '../../engine/base/random.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';
import { initializeWeights } from '../../engine/program/execution.ts';

export interface TimedStep {
  readonly step: Step;
  readonly microseconds: number;
  /** Of the definition, whatever the kernel's way to the result; 0 where a step has none. */
  readonly multiplyAdds: number;
  /** Bytes of all buffers that are read or written. */
  readonly moved: number;
}

export interface TimedProgram {
  /** What prepares a program comes first; it runs once, not with every step. */
  readonly steps: readonly TimedStep[];
  /** The whole program at once. */
  readonly microseconds: number;
}

export interface TimingRequest {
  readonly batch: number;
  readonly rounds: number;
  readonly training: boolean;
  /** False: every operation for itself. */
  readonly rewrites?: boolean;
}

function multiplyAddsOf(step: Step): number {
  const n = step.numbers;
  const value = (key: string): number => n[key] ?? 0;
  if (/^conv2d(?!\w*(Pack|Reduce))\w*(Forward|Input|Weights)$/.test(step.kernel)) {
    const forward =
      value('n') *
      value('outHeight') *
      value('outWidth') *
      value('filters') *
      value('kernelHeight') *
      value('kernelWidth') *
      (value('channels') / value('groups'));
    return forward / (value('upHeight') * value('upWidth') || 1);
  }
  if (/^dense\w*(Forward|BackwardInput|BackwardWeights)$/.test(step.kernel)) return value('n') * value('inputs') * value('units');
  return 0;
}

const movedBy = (step: Step): number =>
  [...Object.values(step.reads), ...Object.values(step.writes)].reduce((sum, buffer) => sum + buffer.bytes, 0);

/** Times every step of `document`'s program; each is the best of several rounds. Throws where the network has errors. */
export function timeSteps(document: GraphDocument, { batch, rounds, training, rewrites = true }: TimingRequest): TimedProgram {
  const { network, diagnostics } = analyzeDocument(document);
  if (network === undefined) throw new Error(`${document.name} has errors: ${JSON.stringify(diagnostics)}`);
  const { seed, optimizer } = document.training;
  const outcome = compile({ network, programs: [{ name: 'whole', batch, training, rewrites }], workers: 1, seed, optimizer });
  if (!outcome.ok) throw new Error(`${document.name} does not fit`);
  const [whole] = outcome.value.programs;
  if (whole === undefined) throw new Error('no program');
  const all = [...whole.preparation, ...whole.steps];
  const single: Plan = {
    ...outcome.value,
    programs: [whole, ...all.map((step, index) => ({ ...whole, name: `${index}`, steps: [step] }))],
    arenaBytes: outcome.value.arenaBytes + all.length * (512 + encodedPreparation(whole.preparation.length)),
  };
  const execution = createWasmExecution(single, chooseSimdLevel());
  initializeWeights(execution, network, 1);
  execution.f32('scale').fill(1 / 64);
  execution.f32('offset').fill(-2);
  const random = createRandom(1);
  const bytes = execution.u8('bytes');
  for (let index = 0; index < bytes.length; index++) bytes[index] = random.integer(256);
  // short programs are run many times a round, so that the clock does not matter
  const time = (program: string): number => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < rounds; round++) {
      const started = performance.now();
      let runs = 0;
      for (; runs === 0 || performance.now() - started < 0.2; runs++) execution.run(program);
      best = Math.min(best, (performance.now() - started) / runs);
    }
    return best * 1000;
  };
  for (let warm = 0; warm < 5; warm++) execution.run('whole');
  const microseconds = time('whole');
  const steps = all.map((step, index) => ({
    step,
    microseconds: time(`${index}`),
    multiplyAdds: multiplyAddsOf(step),
    moved: movedBy(step),
  }));
  return { steps, microseconds };
}

/** Room that a program's preparation takes, encoded once more for every single step. */
const encodedPreparation = (steps: number): number => 64 + steps * 320;
