// A main process for the stores' tests: answers are given by command, and what was asked is kept.
import type { CommandName, ReceptiveBridge } from '../../engine/protocol.ts';
import { connectBridge } from '../../renderer/bridge/bridge.ts';

export interface AskedCommand {
  readonly name: CommandName;
  readonly input: unknown;
}

/** Connects a bridge that answers from the table and gives what it was asked so far. A missing answer fails the test. */
export function connectFakeBridge(answers: Partial<Record<CommandName, unknown>>): readonly AskedCommand[] {
  const asked: AskedCommand[] = [];
  const bridge = new Proxy({} as ReceptiveBridge, {
    get: (_target, name: CommandName) => async (input: unknown) => {
      asked.push({ name, input });
      if (!(name in answers)) throw new Error(`unexpected command ${name}`);
      return answers[name];
    },
  });
  connectBridge(bridge);
  return asked;
}

export const names = (asked: readonly AskedCommand[]): CommandName[] => asked.map((command) => command.name);
