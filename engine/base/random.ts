// Seeded random numbers for everything that must come out the same again: initialisation, shuffling, splitting.
// The generator is sfc32 (Chris Doty-Humphrey, PractRand), 32-bit integer arithmetic only, so that every engine and
// every machine draws the same numbers. Dropout needs a number by position instead of by order: see `hashCounter`.

export interface Random {
  /** The next number in [0, 1), a multiple of 2⁻³². */
  next(): number;
  /** The next integer in [0, limit); `limit` is 1 to 2³². */
  integer(limit: number): number;
  /** The next number of the standard normal distribution (Box–Muller). */
  normal(): number;
  /** Shuffles in place (Fisher–Yates, from the end). */
  shuffle(array: Int32Array): void;
}

/** A generator whose sequence depends on `seed` (any integer) alone. */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9 | 0;
  let b = seed | 0;
  let c = Math.floor(seed / 4294967296) | 0;
  let counter = 1;
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) draw();
  const next = (): number => draw() / 4294967296;
  const integer = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: (array) => {
      for (let last = array.length - 1; last > 0; last--) {
        const chosen = integer(last + 1);
        const kept = array[last] as number;
        array[last] = array[chosen] as number;
        array[chosen] = kept;
      }
    },
  };
}

/** A seed of 32 bits for one named part of a run, so that adding a layer does not change the numbers of another. */
export function deriveSeed(seed: number, name: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

/**
 * 32 random bits of position `index` under `key` (the finaliser of MurmurHash3): no order, so any worker may ask for any
 * position. The wasm kernels hold the same function (simd/random.as.ts).
 */
export function hashCounter(key: number, index: number): number {
  let hash = (key ^ Math.imul(index, 0x9e3779b1)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}
