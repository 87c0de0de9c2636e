// The bounded map: what is asked for stays, what is not goes, and never more than two generations are kept.
import { describe, expect, it } from 'vitest';
import { RecentMap } from '../../../engine/base/recent-map.ts';

describe('a map of what was asked for lately', () => {
  it('gives what was put in, and nothing for what was not', () => {
    const map = new RecentMap<number>(2);
    map.set('a', 1);
    expect([map.get('a'), map.get('b')]).toEqual([1, undefined]);
  });

  it('keeps no more than two generations, however much is put in', () => {
    const map = new RecentMap<number>(10);
    for (let index = 0; index < 1000; index++) {
      map.set(`${index}`, index);
      expect(map.size).toBeLessThanOrEqual(20);
    }
    expect([map.get('999'), map.get('0')]).toEqual([999, undefined]);
  });

  it('keeps what is asked for again and again', () => {
    const map = new RecentMap<string>(10);
    map.set('kept', 'here');
    for (let index = 0; index < 1000; index++) {
      map.set(`${index}`, 'gone');
      if (index % 5 === 0) expect(map.get('kept')).toBe('here');
    }
  });
});
