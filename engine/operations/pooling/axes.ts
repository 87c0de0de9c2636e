// Where pooling windows lie: output i of an axis sees input cells [i · stride − before, i · stride − before + size), clipped to the
// input. Every window holds at least one input cell. Maps have one to three axes between the batch and the channels.

export interface PoolingAxis {
  readonly size: number;
  readonly stride: number;
  /** Empty cells in front of and behind the input. */
  readonly before: number;
  readonly after: number;
  /** The number of windows; the last ones may reach beyond the padding. */
  readonly output: number;
}

/** Gradients know the input by its lengths alone. */
export interface PoolingInputAxis extends PoolingAxis {
  readonly length: number;
}

/** The axes with the lengths of a map [n, …lengths, c]. */
export function withLengths(axes: readonly PoolingAxis[], map: readonly number[]): PoolingInputAxis[] {
  return axes.map((axis, index) => ({ ...axis, length: map[index + 1] ?? 1 }));
}

/** [n, …lengths, c] with other lengths. Throws where `map` has not as many axes. */
export function resize(map: readonly number[], lengths: readonly number[]): number[] {
  const [n = 1, ...rest] = map;
  const channels = rest.pop() ?? 1;
  if (rest.length !== lengths.length) throw new Error(`pooling: ${map.join('×')} has not ${lengths.length} axes`);
  return [n, ...lengths, channels];
}
