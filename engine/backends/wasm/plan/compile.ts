// Compiles a network to a plan: the programs to run and the place of every buffer, before anything is allocated. What would
// not fit is refused here, in bytes.

import { type Diagnostic, fail, type Outcome, succeed } from '../../../base/diagnostics.ts';
import { maximumArenaBytes } from '../../../base/limits.ts';
import { messagesOf } from '../../../base/messages.ts';
import type { Network } from '../../../network/network.ts';
import { findOptimizer } from '../../../optimizers/index.ts';
import { composeProgram, type ProgramRequest, type ProgramSettings } from '../../../program/compose.ts';
import type { OperationProgram } from '../../../program/program.ts';
import { words } from '../words.ts';
import { ProgramBuilder } from './builder.ts';
import { chooseWay, type WayChooser } from './choose.ts';
import { encodedBytes } from './encode.ts';
import { lowerProgram } from './lower.ts';
import { align } from './memory.ts';
import { type DraftWeight, layOutPersistent } from './persistent.ts';
import type { Plan, PlanBuffer, Program } from './plan.ts';

const { problem } = messagesOf(words);

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
  return problem('too-large', {
    lasting: { kind: 'bytes', bytes: plan.persistentBytes },
    passing: { kind: 'bytes', bytes: plan.programOffset - plan.persistentBytes },
    limit: { kind: 'bytes', bytes: limit, exact: true },
    total: { kind: 'bytes', bytes: plan.arenaBytes, exact: true },
  });
}

/** Programs that have been composed or laid out, of all to be composed and laid out. */
export interface CompileProgress {
  readonly done: number;
  readonly all: number;
}

/** What compiling does in parts: it stops behind every part, for whoever has other things to do in between. */
export type InParts<Result> = Generator<CompileProgress, Result, undefined>;

/** All parts at once. */
export function allParts<Result>(parts: InParts<Result>): Result {
  for (;;) {
    const { done, value } = parts.next();
    if (done) return value;
  }
}

/** The programs of operations that a plan is made of. */
export function composePrograms({ network, programs, ...settings }: CompileRequest): OperationProgram[] {
  return programs.map((program) => composeProgram(program.network ?? network, program, settings));
}

/** Plans `programs` over one set of weights. Fails only where the arena would be larger than the limit. */
export function compile(request: CompileRequest): Outcome<Plan> {
  return allParts(compileInParts(request));
}

/** The same in parts of a few milliseconds, one a program and stage: of many sizes there are hundreds. */
export function* compileInParts(request: CompileRequest): InParts<Outcome<Plan>> {
  const all = 2 * request.programs.length;
  const composed: OperationProgram[] = [];
  for (const program of request.programs) {
    composed.push(...composePrograms({ ...request, programs: [program] }));
    yield { done: composed.length, all };
  }
  const plan = yield* layOutInParts(request, composed);
  const limit = Math.min(request.memoryLimit ?? maximumArenaBytes, maximumArenaBytes);
  return plan.arenaBytes > limit ? fail(tooLarge(plan, limit)) : succeed(plan);
}

/** The plan of programs that have been composed, however large. */
export function layOutPlan(request: CompileRequest, composed: readonly OperationProgram[]): Plan {
  return allParts(layOutInParts(request, composed));
}

function* layOutInParts(request: CompileRequest, composed: readonly OperationProgram[]): InParts<Plan> {
  const { network, workers, optimizer, choose = chooseWay } = request;
  const training = composed.some((program) => program.training);
  const states = training ? (findOptimizer(optimizer.type)?.stateCount(optimizer.parameters) ?? 0) : 0;
  const persistent = layOutPersistent(network, composed, states);
  let transientEnd = persistent.end;
  const programs: Program[] = [];
  for (const [index, program] of composed.entries()) {
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
    programs.push(finished);
    yield { done: composed.length + programs.length, all: 2 * composed.length };
  }
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
