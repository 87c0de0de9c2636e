// The shape of one example, without the batch: [height, width, channels] for images and maps, [units] for vectors.
// Values of a batch lie as f32[n, …shape], the last dimension fastest (NHWC).

export type Shape = readonly number[];

/** The number of values of a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** As a person reads it: `28×28×6`, `120`. */
export function formatShape(shape: Shape): string {
  return shape.join('×');
}

export function isSameShape(first: Shape, second: Shape): boolean {
  return first.length === second.length && first.every((length, axis) => length === second[axis]);
}

/** Height, width and channels of a map. Throws on a vector: the layer's `inferShape` has refused those. */
export function mapSize(shape: Shape): { height: number; width: number; channels: number } {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    throw new Error(`expected a map of height×width×channels, received ${formatShape(shape)}`);
  }
  return { height, width, channels };
}
