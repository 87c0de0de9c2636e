// That a step gives its kernel just what it takes is for the compiler to see: each line below `@ts-expect-error` is one that it must
// refuse, or the type check fails. The table that plans are encoded by says the same of each, so that none is refused by mistake.
import { describe, expect, it } from 'vitest';
import { kernelTable } from '../../../../engine/backends/wasm/generated/kernel-table.ts';
import { type AnyStepRequest, type BufferHandle, type LowerContext, pick } from '../../../../engine/backends/wasm/way.ts';

const [x, y]: readonly [BufferHandle, BufferHandle] = [
  { name: 'x', bytes: 64 },
  { name: 'y', bytes: 64 },
];
const tiles = 1;

/** What `write` writes, as it comes to a plan. */
function requestsOf(write: (step: LowerContext<Readonly<Record<string, unknown>>>['step']) => void): AnyStepRequest[] {
  const requests: AnyStepRequest[] = [];
  write((request) => requests.push(request));
  return requests;
}

/** Names that a request gives, and those that its kernel takes. */
function compareNames({ kernel, reads, writes, numbers }: AnyStepRequest): { given: string[]; taken: string[] } {
  const fields = kernelTable[kernel]?.fields ?? [];
  return {
    given: [...new Set([...Object.keys(reads), ...Object.keys(writes), ...Object.keys(numbers)])].sort(),
    taken: fields.flatMap(([name]) => (name === 'tiles' ? [] : [name])).sort(),
  };
}

describe('a step that compiles', () => {
  it('gives its kernel what it takes, and what it reads and writes at once in either place or both', () => {
    const sizes = { rows: 2, channels: 3, momentum: 0.9 };
    const packing: 'Forward' | 'Backward' = tiles === 1 ? 'Forward' : 'Backward';
    const requests = requestsOf((step) => {
      step({ kernel: 'copyValues', reads: { source: x }, writes: { target: y }, numbers: { count: 16 }, tiles });
      step({
        kernel: 'addInto',
        reads: { source: x, x, target: y },
        writes: { target: y },
        numbers: { count: 1, rectify: 0, rectified: 0 },
        tiles,
      });
      step({
        kernel: 'batchNormChunk',
        reads: { x },
        writes: { partials: y },
        numbers: { ...pick(sizes, 'rows', 'channels'), chunks: 1 },
        tiles,
      });
      const numbers = { taps: 9, channels: 1, filters: 1, groups: 1, flip: 0 };
      step({ kernel: `conv2dPack${packing}`, reads: { weights: x }, writes: { packed: y }, numbers, tiles });
    });
    expect(requests).toHaveLength(4);
    for (const request of requests) expect(compareNames(request).given, request.kernel).toEqual(compareNames(request).taken);
  });
});

describe('a step that does not compile', () => {
  it('misses an argument, or gives one that there is not', () => {
    const surplus = { count: 16, rectify: 0 };
    const requests = requestsOf((step) => {
      // @ts-expect-error: no kernel of that name
      step({ kernel: 'copyValue', reads: { source: x }, writes: { target: y }, numbers: { count: 16 }, tiles });
      // @ts-expect-error: a buffer misspelt
      step({ kernel: 'copyValues', reads: { sources: x }, writes: { target: y }, numbers: { count: 16 }, tiles });
      // @ts-expect-error: a buffer neither read nor written
      step({ kernel: 'copyValues', reads: { source: x }, writes: {}, numbers: { count: 16 }, tiles });
      // @ts-expect-error: a buffer that the kernel does not have
      step({ kernel: 'copyValues', reads: { source: x, x }, writes: { target: y }, numbers: { count: 16 }, tiles });
      // @ts-expect-error: a number missing
      step({ kernel: 'copyValues', reads: { source: x }, writes: { target: y }, numbers: {}, tiles });
      // @ts-expect-error: a number misspelt
      step({ kernel: 'copyValues', reads: { source: x }, writes: { target: y }, numbers: { counts: 16 }, tiles });
      // @ts-expect-error: a number too many, written out
      step({ kernel: 'copyValues', reads: { source: x }, writes: { target: y }, numbers: { count: 16, rectify: 0 }, tiles });
      // @ts-expect-error: a number too many, in a record of them
      step({ kernel: 'copyValues', reads: { source: x }, writes: { target: y }, numbers: surplus, tiles });
      // @ts-expect-error: a number too many, among others that are spread out
      step({ kernel: 'copyValues', reads: { source: x }, writes: { target: y }, numbers: { ...surplus }, tiles });
    });
    expect(requests).toHaveLength(9);
    for (const request of requests) expect(compareNames(request).given, request.kernel).not.toEqual(compareNames(request).taken);
  });

  it('may be one of two kernels that do not take the same', () => {
    const kernel: 'denseBackwardBias' | 'denseBackwardWeights' = tiles === 1 ? 'denseBackwardBias' : 'denseBackwardWeights';
    const buffers = { reads: { x, dy: x }, writes: { dweights: y, dbias: y } };
    const requests = requestsOf((step) => {
      // @ts-expect-error: one of them does not take the inputs
      step({ kernel, ...buffers, numbers: { n: 1, inputs: 1, units: 1 }, tiles });
    });
    expect(requests.map(compareNames).map(({ given, taken }) => given.length - taken.length)).toEqual([3]);
  });

  it('has numbers of names that nobody knows', () => {
    const numbers: Readonly<Record<string, number>> = { count: 16 };
    // @ts-expect-error: any name might be among them
    const requests = requestsOf((step) => step({ kernel: 'copyValues', reads: { source: x }, writes: { target: y }, numbers, tiles }));
    expect(requests).toHaveLength(1);
  });
});
