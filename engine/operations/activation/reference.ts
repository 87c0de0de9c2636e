// The activation functions and their slopes, plain, in double precision, in the order of their codes (functions.ts).

/** erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)): all terms of one sign, so nothing cancels (DLMF 7.6.2). */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Φ, the share of a standard normal distribution below x, and its density. */
const normalShare = (x: number): number => 0.5 * (1 + erf(x / Math.SQRT2));
const normalDensity = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const values: readonly ((x: number, alpha: number) => number)[] = [
  (x) => (x > 0 || Number.isNaN(x) ? x : 0),
  (x, slope) => (x > 0 ? x : slope * x),
  (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x)),
  (x) => x * normalShare(x),
  sigmoid,
  Math.tanh,
  (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  (x) => x * sigmoid(x),
];

/** f′ from the output y (the first three, sigmoid, tanh) or from the input x (GELU, softplus, SiLU). */
const slopes: readonly ((value: number, alpha: number) => number)[] = [
  (y) => (y > 0 ? 1 : 0),
  (y, slope) => (y > 0 ? 1 : slope),
  (y, alpha) => (y > 0 ? 1 : y + alpha),
  (x) => normalShare(x) + x * normalDensity(x),
  (y) => y * (1 - y),
  (y) => 1 - y * y,
  sigmoid,
  (x) => sigmoid(x) * (1 + x * (1 - sigmoid(x))),
];

function choose<T>(list: readonly T[], code: number): T {
  const chosen = list[code];
  if (chosen === undefined) throw new Error(`activation: no function has the number ${code}`);
  return chosen;
}

/** f(x, α) of a function's number. */
export const functionOf = (code: number): ((x: number, alpha: number) => number) => choose(values, code);
/** f′ of a function's number, from its output or input. */
export const slopeOf = (code: number): ((value: number, alpha: number) => number) => choose(slopes, code);
