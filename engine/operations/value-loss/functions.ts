// The functions of a prediction p and a target t whose mean is a loss, with their slopes ∂/∂p, plain, in double precision; and the
// number that each has in the kernels. Sources and formulas: operation.ts.

interface ValueLossFunction {
  readonly code: number;
  value(p: number, t: number, delta: number): number;
  slope(p: number, t: number, delta: number): number;
}

/** As PyTorch: no logarithm below −100, and no division by less than 1e-12. */
const logarithm = (x: number): number => Math.max(Math.log(x), -100);

export const valueLosses = {
  squared: { code: 0, value: (p, t) => (p - t) ** 2, slope: (p, t) => 2 * (p - t) },
  absolute: { code: 1, value: (p, t) => Math.abs(p - t), slope: (p, t) => Math.sign(p - t) },
  huber: {
    code: 2,
    value: (p, t, delta) => (Math.abs(p - t) <= delta ? 0.5 * (p - t) ** 2 : delta * (Math.abs(p - t) - 0.5 * delta)),
    slope: (p, t, delta) => Math.max(-delta, Math.min(delta, p - t)),
  },
  binaryCrossEntropy: {
    code: 3,
    value: (p, t) => -(t * logarithm(p) + (1 - t) * logarithm(1 - p)),
    slope: (p, t) => (p - t) / Math.max((1 - p) * p, 1e-12),
  },
} as const satisfies Readonly<Record<string, ValueLossFunction>>;

export type ValueLossName = keyof typeof valueLosses;
