// One command of the window, from unknown data to its answer. The input is parsed here and nowhere else; what a handler throws
// becomes a `failed` answer with a diagnostic where the command has one, and is thrown on where it has not.
import { z } from 'zod';
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import { answerSchemas, type CommandAnswer, type CommandName, commandSchemas, diagnosticSchema } from '../../../engine/protocol.ts';
import { WorkerFailure } from '../../host/runs/failure.ts';

export type CommandData<Name extends CommandName> = z.output<(typeof commandSchemas)[Name]>;
export type CommandHandlers = {
  readonly [Name in CommandName]: (input: CommandData<Name>) => Promise<CommandAnswer<Name>>;
};
export interface Failure {
  readonly kind: 'failed';
  readonly diagnostics: z.infer<typeof diagnosticSchema>[];
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
  if (!parsed.success) return answerError(name, 'command-invalid', `The command ${name} can't be read: ${z.prettifyError(parsed.error)}`);
  try {
    return await handlers[name](parsed.data as CommandData<Name>);
  } catch (error) {
    if (error instanceof WorkerFailure) return answerFailure(name, error.diagnostic, error);
    return answerError(name, 'unexpected-error', `${name} failed: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

function answerError(name: CommandName, id: string, message: string, cause?: unknown): Failure {
  return answerFailure(name, { id, severity: 'error', message }, cause);
}

function answerFailure(name: CommandName, diagnostic: Diagnostic, cause: unknown): Failure {
  const answer = createFailure([diagnostic]);
  if (answerSchemas[name].safeParse(answer).success) return answer;
  throw new Error(diagnostic.message, { cause });
}
