// The order of an epoch whose images have several sizes: every record once, a step of one size, the same from the same order.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { EpochDivider } from '../../../engine/train/epoch.ts';
import { countBySize, type RunSize } from '../../../engine/train/run-sizes.ts';
import { networkOf, sketchDocument } from '../../helpers/networks.ts';

const document = sketchDocument(
  [{ type: 'input' }, { type: 'globalPool2d' }, { type: 'dense', parameters: { units: 2 } }, { type: 'classification' }],
  { batchSize: 4 },
);
const network = networkOf(document);
const images = 37;
const records = Int32Array.from({ length: images }, (_, index) => index);
const sizeOf = Uint8Array.from(records, (record) => (record < 20 ? 0 : record < 36 ? 1 : 2));
const sizesOf = (of: Uint8Array | undefined, count: number): RunSize[] =>
  Array.from(countBySize(records, of, count), (training) => ({ network, training, evaluated: training }));

function arrange(of: Uint8Array | undefined, count: number) {
  const divider = new EpochDivider(sizesOf(of, count), document.training, images, of);
  const order = divider.create(records);
  createRandom(9).shuffle(order.records);
  const shuffled = Int32Array.from(order.records);
  divider.arrange(order);
  return { divider, order, shuffled };
}

describe('an epoch of several sizes', () => {
  it('takes every record once, in steps of one size and no larger than the batch', () => {
    const { divider, order } = arrange(sizeOf, 3);
    expect(divider.steps).toBe(5 + 4 + 1);
    expect([...order.records].sort((one, other) => one - other)).toEqual([...records]);
    for (let step = 0; step < divider.steps; step++) {
      const own = [...order.records.subarray(order.starts[step], order.starts[step + 1])];
      expect(own.length).toBeGreaterThan(0);
      expect(own.length).toBeLessThanOrEqual(4);
      expect(own.map((record) => sizeOf[record])).toEqual(own.map(() => order.sizes[step]));
    }
  });

  it('lets sizes alternate, and leaves the images of one in the order they were shuffled into', () => {
    const { order, shuffled } = arrange(sizeOf, 3);
    const changes = order.sizes.filter((size, step) => step > 0 && size !== order.sizes[step - 1]).length;
    expect(changes).toBeGreaterThan(2);
    const first = (list: Int32Array): number[] => [...list].filter((record) => sizeOf[record] === 0);
    expect(first(order.records)).toEqual(first(shuffled));
  });

  it('leaves the order as it is where there is one size', () => {
    const { order, shuffled } = arrange(undefined, 1);
    expect(order.records).toEqual(shuffled);
    expect([...order.starts]).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 37]);
  });

  it('is the same again', () => {
    expect(arrange(sizeOf, 3).order).toEqual(arrange(sizeOf, 3).order);
  });
});
