// Commands: parsed on arrival, answered as the protocol says also where something throws; the preload's list is the protocol's.
import { describe, expect, test, vi } from 'vitest';
import { answerCommand, type CommandHandlers, createFailure } from '../../../../electron/app/ipc/answer.ts';
import { commandNames, getCommandChannel } from '../../../../electron/app/ipc/command-names.ts';
import { quote, WorkerFailure } from '../../../../electron/host/runs/failure.ts';
import { commandSchemas } from '../../../../engine/protocol.ts';

describe('a command', () => {
  test('reaches its handler with its input, and its answer comes back', async () => {
    const evaluate = vi.fn<CommandHandlers['evaluate']>(async () => ({ kind: 'cancelled' }));
    expect(await answerCommand({ evaluate }, 'evaluate', { part: 'test' })).toEqual({ kind: 'cancelled' });
    expect(evaluate).toHaveBeenCalledWith({ part: 'test' });
  });

  test.each([undefined, null, 7, 'test', {}, { part: 'all' }, { part: ['test'] }])(
    'with a wrong input (%j) does not reach it',
    async (data) => {
      const evaluate = vi.fn<CommandHandlers['evaluate']>(async () => ({ kind: 'cancelled' }));
      const answer = await answerCommand({ evaluate }, 'evaluate', data);
      expect(evaluate).not.toHaveBeenCalled();
      expect(answer).toMatchObject({ kind: 'failed', diagnostics: [{ id: 'command-invalid' }] });
    },
  );

  test('whose handler throws is answered with what was wrong', async () => {
    const evaluate: CommandHandlers['evaluate'] = async () => {
      throw new Error('the disk is gone');
    };
    const answer = await answerCommand({ evaluate }, 'evaluate', { part: 'test' });
    expect(answer).toMatchObject({
      kind: 'failed',
      diagnostics: [{ severity: 'error', id: 'unexpected-error', values: { why: 'the disk is gone' } }],
    });
  });

  test('whose workers have ended is answered with what became of them', async () => {
    const evaluate: CommandHandlers['evaluate'] = async () => {
      throw new WorkerFailure({ reason: 'out-of-memory', message: quote('a worker ran out of memory') });
    };
    const answer = await answerCommand({ evaluate }, 'evaluate', { part: 'test' });
    expect(answer).toMatchObject({ kind: 'failed', diagnostics: [{ id: 'out-of-memory', fix: { id: 'close-programs' } }] });
  });

  test('that has no way to fail rejects instead', async () => {
    const pauseTraining: CommandHandlers['pauseTraining'] = async () => {
      throw new Error('no workers');
    };
    await expect(answerCommand({ pauseTraining }, 'pauseTraining', {})).rejects.toThrow('no workers');
    await expect(answerCommand({ pauseTraining }, 'pauseTraining', 7)).rejects.toThrow('pauseTraining');
  });
});

test('a failure carries diagnostics with their fixes as plain data', () => {
  const fix = { id: 'remove-layer', values: { node: 'a' }, changes: [{ kind: 'remove-node', node: 'a' }] } as const;
  const failure = createFailure([{ id: 'wrong', severity: 'error', values: { size: [28, 28] }, node: 'a', fix }]);
  expect(structuredClone(failure)).toEqual({
    kind: 'failed',
    diagnostics: [{ id: 'wrong', severity: 'error', values: { size: [28, 28] }, node: 'a', fix }],
  });
});

test('the preload script knows exactly the protocol’s commands, each on a channel of its own', () => {
  expect([...commandNames].sort()).toEqual(Object.keys(commandSchemas).sort());
  expect(new Set(commandNames.map(getCommandChannel)).size).toBe(commandNames.length);
});
