// One command of the window, from unknown data to its answer. The input is parsed here and nowhere else; what a handler throws
// becomes a `failed` answer with a diagnostic where the command has one, and is thrown on where it has not.

import { z } from 'zod';
import { diagnosticSchema } from '../../../engine/base/diagnostic-schema.ts';
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import { answerSchemas, type CommandAnswer, type CommandName, commandSchemas } from '../../../engine/protocol.ts';
import { words } from '../../../engine/words/host.ts';
import { WorkerFailure } from '../../host/runs/failure.ts';

const { problem } = messagesOf(words);

export type CommandData<Name extends CommandName> = z.output<(typeof commandSchemas)[Name]>;
export type CommandHandlers = {
  readonly [Name in CommandName]: (input: CommandData<Name>) => Promise<CommandAnswer<Name>>;
};
export interface Failure {
  readonly kind: 'failed';
  readonly diagnostics: Diagnostic[];
}

const diagnosticsSchema = z.array(diagnosticSchema);

export function createFailure(diagnostics: readonly Diagnostic[]): Failure {
  return { kind: 'failed', diagnostics: diagnosticsSchema.parse(diagnostics) };
}

export async function answerCommand<Name extends CommandName>(
  handlers: Pick<CommandHandlers, Name>,
  name: Name,
  data: unknown,
): Promise<CommandAnswer<Name> | Failure> {
  const parsed = commandSchemas[name].safeParse(data);
  if (!parsed.success) {
    const why = z.prettifyError(parsed.error).slice(0, 1000);
    return answerFailure(name, problem('command-invalid', { command: name, why }), parsed.error);
  }
  try {
    return await handlers[name](parsed.data as CommandData<Name>);
  } catch (error) {
    if (error instanceof WorkerFailure) return answerFailure(name, error.diagnostic, error);
    const why = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
    return answerFailure(name, problem('unexpected-error', { command: name, why }), error);
  }
}

function answerFailure(name: CommandName, diagnostic: Diagnostic, cause: unknown): Failure {
  const answer = createFailure([diagnostic]);
  if (answerSchemas[name].safeParse(answer).success) return answer;
  throw new Error(`${name}: ${JSON.stringify(diagnostic)}`, { cause });
}
