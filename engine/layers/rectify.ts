// Plain twins of simd/rectify.as.ts: what a layer does that has taken over a ReLU beside it.

/** y = max(0, y); what is not a number stays. */
export function rectify(y: Float32Array): void {
  for (let index = 0; index < y.length; index++) if ((y[index] as number) < 0) y[index] = 0;
}

/** dx = 0 where x, the output of a ReLU, is not positive. */
export function maskRectified(dx: Float32Array, x: Float32Array): void {
  for (let index = 0; index < dx.length; index++) if (!((x[index] as number) > 0)) dx[index] = 0;
}
