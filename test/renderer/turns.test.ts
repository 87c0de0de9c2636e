// Who hears of an edit, and when: what can be seen at once, the others a few at a time.
import { expect, it } from 'vitest';
import { createTurns, type Ends, type Turns } from '../../renderer/canvas/turns.ts';

const perTurn = 3;

function followWith(ids: readonly string[]): { turns: Turns; told: string[]; planned: (() => void)[]; stop: Map<string, () => void> } {
  const planned: (() => void)[] = [];
  const told: string[] = [];
  const turns = createTurns({ later: (turn) => planned.push(turn), perTurn });
  const stop = new Map(ids.map((id) => [id, turns.follow({ source: id, target: id }, () => told.push(id))]));
  return { turns, told, planned, stop };
}

const only =
  (...urgent: string[]) =>
  ({ source }: Ends): boolean =>
    urgent.includes(source);

it('who is urgent hears at once, the others a few in each turn, until everybody has heard once', () => {
  const { turns, told, planned } = followWith(['a', 'b', 'c', 'd', 'e', 'f']);
  turns.begin(only('e'));
  expect(told).toEqual(['e']);
  planned.shift()?.();
  expect(told).toEqual(['e', 'a', 'b', 'c']);
  planned.shift()?.();
  expect(told).toEqual(['e', 'a', 'b', 'c', 'd', 'f']);
  expect(planned).toEqual([]);
});

it('an edit while others still wait tells nobody twice, and plans no second row of turns', () => {
  const { turns, told, planned } = followWith(['a', 'b', 'c', 'd']);
  turns.begin(only());
  turns.begin(only('a'));
  expect(told).toEqual(['a']);
  expect(planned).toHaveLength(1);
  planned.shift()?.();
  expect(told).toEqual(['a', 'b', 'c', 'd']);
  expect(planned).toEqual([]);
});

it('who is gone is not told', () => {
  const { turns, told, planned, stop } = followWith(['a', 'b']);
  turns.begin(only());
  stop.get('a')?.();
  planned.shift()?.();
  turns.begin(only('a', 'b'));
  expect(told).toEqual(['b', 'b']);
});
