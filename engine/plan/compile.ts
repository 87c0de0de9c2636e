// Compiles a network to a plan: the programs to run and the place of every buffer, before anything is allocated. What would
// not fit is refused here, in bytes.
import { type Diagnostic, fail, type Outcome, succeed } from '../diagnostics.ts';
import type { Chosen } from '../graph/document.ts';
import { maximumArenaBytes } from '../network/analyze.ts';
import type { Network } from '../network/network.ts';
import { formatBytes, formatCount } from '../numbers.ts';
import { findOptimizer } from '../optimizers/index.ts';
import { ProgramBuilder } from './builder.ts';
import { encodedBytes } from './encode.ts';
import { lowerNetwork } from './lower.ts';
import { align } from './memory.ts';
import { type DraftWeight, layOutPersistent } from './persistent.ts';
import type { Plan, PlanBuffer, Program } from './plan.ts';

/** Multiply–adds of one image from which on it is faster on several workers: 40 µs on one, about as long as waking another takes. */
const worthSharing = 1_000_000;

export interface ProgramRequest {
  readonly name: string;
  readonly batch: number;
  readonly training: boolean;
  /** Keeps every layer's output until the end of the program; then, unless told otherwise, no layer takes over another. */
  readonly keepActivations?: boolean;
  /** Lets layers take over what they can from their neighbours (fusion.ts). */
  readonly fuses?: boolean;
}

export interface CompileRequest {
  readonly network: Network;
  readonly programs: readonly ProgramRequest[];
  readonly workers: number;
  readonly seed: number;
  readonly loss: Chosen;
  readonly optimizer: Chosen;
  /** Refuses plans whose arena would be larger; in bytes. */
  readonly memoryLimit?: number;
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
  const bytes = (value: number): string => `${formatBytes(value)} (${formatCount(value)} bytes)`;
  return {
    id: 'too-large',
    severity: 'error',
    message: `Weights, gradients and the outputs of one batch do not fit: ${formatBytes(plan.persistentBytes)} stay for the whole run and ${formatBytes(plan.programOffset - plan.persistentBytes)} for a step. Lower the batch size, pool earlier, or make the largest layer smaller.`,
    expected: `at most ${bytes(limit)}`,
    received: bytes(plan.arenaBytes),
  };
}

/** Plans `programs` over one set of weights. Fails only where the arena would be larger than the limit. */
export function compile(request: CompileRequest): Outcome<Plan> {
  const { network, workers, seed, loss, optimizer } = request;
  const training = request.programs.some((program) => program.training);
  const maximumBatch = Math.max(...request.programs.map((program) => program.batch));
  const states = training ? (findOptimizer(optimizer.type)?.stateCount(optimizer.parameters) ?? 0) : 0;
  const persistent = layOutPersistent(network, maximumBatch, training, states);
  let transientEnd = persistent.end;
  const programs = request.programs.map((program): Program => {
    const isSmall = !program.training && program.batch === 1 && network.multiplyAdds < worthSharing;
    const builder = new ProgramBuilder();
    lowerNetwork(network, persistent, builder, {
      batch: program.batch,
      training: program.training,
      fuses: program.fuses ?? !program.keepActivations,
      seed,
      loss,
      optimizer,
    });
    const finished = builder.finish({
      name: program.name,
      batch: program.batch,
      training: program.training,
      base: persistent.end,
      workers: isSmall ? 1 : workers,
      keepActivations: program.keepActivations ?? false,
    });
    transientEnd = Math.max(transientEnd, persistent.end + finished.transientBytes);
    return finished;
  });
  const programOffset = align(transientEnd);
  const plan: Plan = {
    programs,
    weights: persistent.weights.map(({ node, name, shape, trainable, buffer }) => ({
      node,
      name,
      shape,
      trainable,
      buffer: toPlanBuffer(buffer),
    })),
    fixed: Object.fromEntries(Object.entries(persistent.fixed).map(([name, buffer]) => [name, toPlanBuffer(buffer)])),
    persistentBytes: persistent.end,
    programOffset,
    arenaBytes: programOffset + programs.reduce((sum, program) => sum + encodedBytes(program), 0),
    workers,
  };
  const limit = Math.min(request.memoryLimit ?? maximumArenaBytes, maximumArenaBytes);
  return plan.arenaBytes > limit ? fail(tooLarge(plan, limit)) : succeed(plan);
}

/** The persistent buffer of a name; throws where there is none. */
export function fixedBuffer(plan: Plan, name: string): PlanBuffer {
  const buffer = plan.fixed[name];
  if (buffer === undefined) throw new Error(`no fixed buffer ${name}`);
  return buffer;
}

/** Where the output of a node lies in a program, following views to the layer that wrote it. */
export function outputBuffer(network: Network, program: Program, node: string): PlanBuffer | undefined {
  const layer = network.layers.find((candidate) => candidate.id === node);
  if (layer === undefined) return undefined;
  const [source] = layer.sources;
  if (source !== undefined && layer.definition.isView(layer.parameters, program.training)) return outputBuffer(network, program, source);
  const name = layer === network.output ? 'probabilities' : `${node}.output`;
  return program.buffers.find((buffer) => buffer.name === name);
}
