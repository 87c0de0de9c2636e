// Takes the shared memory of a plan, or says in bytes why it can't be had.

import { totalmem } from 'node:os';
import { createArena } from '../../../engine/backends/wasm/execution.ts';
import type { Plan } from '../../../engine/backends/wasm/plan/plan.ts';
import { type Diagnostic, fail, type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import { words } from '../../../engine/words/host.ts';

const { problem } = messagesOf(words);

/** The share of the machine's memory that one arena may take. */
const share = 0.8;

function refusal(plan: Plan, available: number): Diagnostic {
  return problem('memory-too-small', {
    available: { kind: 'bytes', bytes: Math.floor(available), exact: true },
    needed: { kind: 'bytes', bytes: plan.arenaBytes, exact: true },
  });
}

export function takeArena(plan: Plan): Outcome<WebAssembly.Memory> {
  const available = totalmem() * share;
  if (plan.arenaBytes > available) return fail(refusal(plan, available));
  try {
    return succeed(createArena(plan));
  } catch (error) {
    if (error instanceof RangeError) return fail(refusal(plan, available));
    throw error;
  }
}
