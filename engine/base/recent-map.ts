// A map of bounded size that forgets what has not been asked for lately. Two generations: when the young one is full it becomes the
// old one, and what was old is forgotten; what is found among the old is young again. No order is kept, so that asking costs a look-up.

export class RecentMap<V> {
  private young = new Map<string, V>();
  private old: ReadonlyMap<string, V> = new Map();

  /** generation: entries after which the older ones go; at most twice as many are kept. At least 1. */
  constructor(private readonly generation: number) {}

  get(key: string): V | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const former = this.old.get(key);
    if (former !== undefined) this.set(key, former);
    return former;
  }

  set(key: string, value: V): void {
    if (this.young.size >= this.generation) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }

  /** Entries that are kept, those of both generations counted twice. */
  get size(): number {
    return this.young.size + this.old.size;
  }
}
