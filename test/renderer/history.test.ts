import { describe, expect, it } from 'vitest';
import { coalesceMilliseconds, record, redo, startHistory, undo } from '../../renderer/document/history.ts';

describe('history', () => {
  it('goes back and forward through named edits', () => {
    let history = record(startHistory('a'), 'b', { name: 'Add Conv 2D' }, 0);
    history = record(history, 'c', { name: 'Delete 2 layers' }, 0);
    expect(history.past.map((entry) => entry.name)).toEqual(['Add Conv 2D', 'Delete 2 layers']);
    const once = undo(history);
    expect([once.present, once.past.at(-1)?.name, once.future.at(-1)?.name]).toEqual(['b', 'Add Conv 2D', 'Delete 2 layers']);
    const twice = undo(once);
    expect(twice.present).toBe('a');
    expect(undo(twice)).toBe(twice);
    const forward = redo(redo(twice));
    expect([forward.present, forward.past.at(-1)?.name, forward.future]).toEqual(['c', 'Delete 2 layers', []]);
    expect(redo(forward)).toBe(forward);
  });

  it('forgets what was undone when something else is done', () => {
    const history = record(undo(record(startHistory('a'), 'b', { name: 'first' }, 0)), 'c', { name: 'second' }, 0);
    expect(history.future).toEqual([]);
    expect(undo(history).present).toBe('a');
  });

  it('makes one step of quick edits of one key, and two of slow ones', () => {
    const move = { name: 'Move 1 layer', key: 'move conv' };
    let history = record(startHistory('a'), 'b', move, 0);
    history = record(history, 'c', move, coalesceMilliseconds - 1);
    expect(history.past).toHaveLength(1);
    expect(undo(history).present).toBe('a');
    history = record(history, 'd', move, 2 * coalesceMilliseconds);
    expect(history.past).toHaveLength(2);
    expect(undo(history).present).toBe('c');
  });

  it('does not join edits of other keys, nor across an undo', () => {
    const apart = record(record(startHistory('a'), 'b', { name: 'x', key: 'x' }, 0), 'c', { name: 'y', key: 'y' }, 1);
    expect(apart.past).toHaveLength(2);
    const again = record(undo(record(startHistory('a'), 'b', { name: 'x', key: 'x' }, 0)), 'c', { name: 'x', key: 'x' }, 1);
    expect(again.past).toHaveLength(1);
    expect(undo(again).present).toBe('a');
  });

  it('records nothing when nothing changed', () => {
    const history = startHistory('a');
    expect(record(history, 'a', { name: 'nothing' }, 0)).toBe(history);
  });
});
