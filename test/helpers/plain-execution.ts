// The programs of a plan by the plain loops.
import { createReferenceExecution } from '../../engine/backends/reference/execution.ts';
import type { Network } from '../../engine/network/network.ts';
import { composeProgram, type ProgramSettings } from '../../engine/program/compose.ts';
import type { Execution } from '../../engine/program/execution.ts';

/** An execution of the programs that `plan` names. */
export function createPlainExecution(network: Network, settings: ProgramSettings, plan: Pick<Execution, 'programs'>): Execution {
  const programs = plan.programs.map(({ name, batch, training }) =>
    composeProgram(network, { name, batch, training, keepsOutputs: name === 'preview' }, settings),
  );
  return createReferenceExecution(network, programs);
}
