// Takes the shared memory of a plan, or says in bytes why it can't be had.
import { totalmem } from 'node:os';
import { createArena } from '../../../engine/backends/wasm/execution.ts';
import type { Plan } from '../../../engine/backends/wasm/plan/plan.ts';
import { type Diagnostic, fail, type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import { formatBytesExactly } from '../../../engine/base/numbers.ts';

/** The share of the machine's memory that one arena may take. */
const share = 0.8;

function refusal(plan: Plan, available: number): Diagnostic {
  return {
    id: 'out-of-memory',
    severity: 'error',
    message: 'This machine does not have the memory that the network needs. Lower the batch size, or make the largest layer smaller.',
    expected: `at most ${formatBytesExactly(Math.floor(available))}`,
    received: formatBytesExactly(plan.arenaBytes),
  };
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
