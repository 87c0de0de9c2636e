// Compiles a network to a plan: the programs to run and the place of every buffer, before anything is allocated. What would
// not fit is refused here, in bytes.
import { type Diagnostic, fail, type Outcome, succeed } from '../../../base/diagnostics.ts';
import { maximumArenaBytes } from '../../../base/limits.ts';
import { formatBytes, formatBytesExactly } from '../../../base/numbers.ts';
import type { Network } from '../../../network/network.ts';
import { findOptimizer } from '../../../optimizers/index.ts';
import { composeProgram, type ProgramRequest, type ProgramSettings } from '../../../program/compose.ts';
import type { OperationProgram } from '../../../program/program.ts';
import { ProgramBuilder } from './builder.ts';
import { chooseWay, type WayChooser } from './choose.ts';
import { encodedBytes } from './encode.ts';
import { lowerProgram } from './lower.ts';
import { align } from './memory.ts';
import { type DraftWeight, layOutPersistent } from './persistent.ts';
import type { Plan, PlanBuffer, Program } from './plan.ts';

/** Multiply–adds of one image from which on it is faster on several workers: 40 µs on one, about as long as waking another takes. */
const worthSharing = 1_000_000;

export interface CompileRequest extends ProgramSettings {
  readonly network: Network;
  readonly programs: readonly ProgramRequest[];
  readonly workers: number;
  /** Refuses plans whose arena would be larger; in bytes. */
  readonly memoryLimit?: number;
  /** Instead of the cheapest way. */
  readonly choose?: WayChooser;
}

function toPlanBuffer(buffer: DraftWeight['buffer']): PlanBuffer {
  return {
    id: -1,
    name: buffer.name,
    kind: buffer.kind,
    bytes: buffer.bytes,
    offset: buffer.offset,
    firstStep: 0,
    lastStep: Number.MAX_SAFE_INTEGER,
  };
}

function tooLarge(plan: Plan, limit: number): Diagnostic {
  return {
    id: 'too-large',
    severity: 'error',
    message: `Weights, gradients and the outputs of one batch do not fit: ${formatBytes(plan.persistentBytes)} stay for the whole run and ${formatBytes(plan.programOffset - plan.persistentBytes)} for a step. Lower the batch size, pool earlier, or make the largest layer smaller.`,
    expected: `at most ${formatBytesExactly(limit)}`,
    received: formatBytesExactly(plan.arenaBytes),
  };
}

/** The programs of operations that a plan is made of. */
export function composePrograms({ network, programs, ...settings }: CompileRequest): OperationProgram[] {
  return programs.map((program) => composeProgram(program.network ?? network, program, settings));
}

/** Plans `programs` over one set of weights. Fails only where the arena would be larger than the limit. */
export function compile(request: CompileRequest): Outcome<Plan> {
  const plan = layOutPlan(request, composePrograms(request));
  const limit = Math.min(request.memoryLimit ?? maximumArenaBytes, maximumArenaBytes);
  return plan.arenaBytes > limit ? fail(tooLarge(plan, limit)) : succeed(plan);
}

/** The plan of programs that have been composed, however large. */
export function layOutPlan(request: CompileRequest, composed: readonly OperationProgram[]): Plan {
  const { network, workers, optimizer, choose = chooseWay } = request;
  const training = composed.some((program) => program.training);
  const states = training ? (findOptimizer(optimizer.type)?.stateCount(optimizer.parameters) ?? 0) : 0;
  const persistent = layOutPersistent(network, composed, states);
  let transientEnd = persistent.end;
  const programs = composed.map((program, index): Program => {
    const { multiplyAdds } = request.programs[index]?.network ?? network;
    const isSmall = !program.training && program.batch === 1 && multiplyAdds < worthSharing;
    const builder = new ProgramBuilder();
    const outputs = lowerProgram(program, builder, persistent.find, choose);
    const finished = builder.finish({
      name: program.name,
      batch: program.batch,
      training: program.training,
      base: persistent.end,
      workers: isSmall ? 1 : workers,
      keepsOutputs: program.keepsOutputs,
      outputs,
    });
    transientEnd = Math.max(transientEnd, persistent.end + finished.transientBytes);
    return finished;
  });
  const programOffset = align(transientEnd);
  return {
    programs,
    weights: persistent.weights.map(({ buffer, ...weight }) => ({ ...weight, buffer: toPlanBuffer(buffer) })),
    fixed: Object.fromEntries([...persistent.slots].map(([name, buffer]) => [name, toPlanBuffer(buffer)])),
    persistentBytes: persistent.end,
    programOffset,
    arenaBytes: programOffset + programs.reduce((sum, program) => sum + encodedBytes(program), 0),
    workers,
  };
}
