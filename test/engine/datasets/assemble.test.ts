// The stratified split, the normalisation, and what is left when some images could not be read.
import { describe, expect, it } from 'vitest';
import { assembleParts } from '../../../engine/datasets/assemble.ts';
import { packRecordPaths, recordPath } from '../../../engine/datasets/image-folder.ts';
import { splitStratified } from '../../../engine/datasets/split.ts';
import { computeNormalization, sumChannels } from '../../../engine/datasets/statistics.ts';

const countsByClass = [1, 2, 7, 100, 33];
const classes = ['a', 'b', 'c', 'd', 'e'];
const labels = Int32Array.from(countsByClass.flatMap((count, label) => Array.from({ length: count }, () => label)));
const records = Int32Array.from(labels.keys());
const split = (seed: number, validationShare = 0.2) => splitStratified(records, labels, classes, { seed, validationShare });
const countLabel = (indices: Int32Array, label: number) => indices.filter((record) => labels[record] === label).length;

describe('the stratified split', () => {
  it('takes the share of every class, at least one and never all', () => {
    const { training, validation } = split(1);
    expect(classes.map((_, label) => countLabel(validation, label))).toEqual([0, 1, 1, 20, 7]);
    expect(Int32Array.from([...training, ...validation]).sort()).toEqual(records);
    expect(training).toEqual(training.slice().sort());
    expect(validation).toEqual(validation.slice().sort());
  });

  it('is the same for the same seed and another for another', () => {
    expect(split(7)).toEqual(split(7));
    expect(split(7).validation).not.toEqual(split(8).validation);
  });

  it('keeps the choice in a class when images are added to another', () => {
    const more = Int32Array.from([...labels, 0, 0, 0, 0]);
    const grown = splitStratified(Int32Array.from(more.keys()), more, classes, { seed: 7, validationShare: 0.2 });
    const chosenD = (indices: Int32Array) => indices.filter((record) => more[record] === 3);
    expect(chosenD(grown.validation)).toEqual(chosenD(split(7).validation));
  });

  it('leaves everything in training for a share of 0, and one image a class for the largest', () => {
    expect(split(1, 0).validation.length).toBe(0);
    expect(classes.map((_, label) => countLabel(split(1, 0.9).training, label))).toEqual([1, 1, 1, 10, 3]);
  });
});

describe('normalisation', () => {
  it('is the mean and deviation of the training pixels by channel, and 1 where nothing varies', () => {
    const images = [Uint8Array.of(0, 9, 255, 9), Uint8Array.of(255, 9, 51, 9), Uint8Array.of(1, 2, 3, 4)];
    const sums = new Float64Array(12);
    images.forEach((image, record) => {
      sumChannels(image, 2, sums, record * 4);
    });
    const { mean, standardDeviation } = computeNormalization(sums, Int32Array.of(0, 1), 2, 2);
    expect(mean[0]).toBeCloseTo((0 + 1 + 1 + 0.2) / 4, 12);
    expect(standardDeviation[0]).toBeCloseTo(Math.sqrt((0 + 1 + 1 + 0.04) / 4 - 0.55 ** 2), 12);
    expect(mean[1]).toBeCloseTo(9 / 255, 12);
    expect(standardDeviation[1]).toBe(1);
  });
});

describe('sums', () => {
  it.each([1, 3])('are exact for images of any length, %s channels', (channels) => {
    const image = Uint8Array.from({ length: 50_001 * channels }, (_, index) => (index % 7 === 0 ? 255 : (index * 31) % 256));
    const sums = new Float64Array(channels * 2 + 1).fill(5);
    sumChannels(image, channels, sums, 1);
    for (let channel = 0; channel < channels; channel++) {
      const values = [...image].filter((_, index) => index % channels === channel);
      expect(sums[1 + channel * 2]).toBe(values.reduce((sum, value) => sum + value, 0));
      expect(sums[2 + channel * 2]).toBe(values.reduce((sum, value) => sum + value * value, 0));
    }
    expect(sums[0]).toBe(5);
  });
});

describe('assembling', () => {
  const base = {
    folder: '/images',
    classes: ['a', 'b', 'c'],
    labels: Int32Array.of(0, 0, 1, 2, 2, 2),
    hasValidation: true,
    sums: new Float64Array(12),
    channels: 1,
    pixelsPerImage: 1,
  };
  const parts = ['training', 'validation', 'training', 'training', 'test', 'test'] as const;
  const settings = { seed: 0, validationShare: 0.5 };

  it('uses the given parts and leaves unreadable images out of counts and labels', () => {
    const result = assembleParts({ ...base, parts, present: Uint8Array.of(1, 1, 1, 1, 0, 1) }, settings);
    if ('problem' in result) throw new Error(result.problem.id);
    expect(result.parts.training).toEqual({ indices: Int32Array.of(0, 2, 3), count: 3, perClass: [1, 1, 1] });
    expect(result.parts.validation).toEqual({ indices: Int32Array.of(1), count: 1, perClass: [1, 0, 0] });
    expect(result.parts.test).toEqual({ indices: Int32Array.of(5), count: 1, perClass: [0, 0, 1] });
    expect(result.labels).toEqual(Int32Array.of(0, 0, 1, 2, -1, 2));
  });

  it('drops a class without a readable training image, with a warning, and renumbers the others', () => {
    const result = assembleParts({ ...base, parts, present: Uint8Array.of(0, 1, 1, 1, 1, 1) }, settings);
    if ('problem' in result) throw new Error(result.problem.id);
    expect(result).toMatchObject({
      classes: ['b', 'c'],
      labels: Int32Array.of(-1, -1, 0, 1, 1, 1),
      warnings: [{ id: 'class-without-readable-images' }],
    });
  });

  it('goes on with the one class that is left, and is a problem where there is none', () => {
    expect(assembleParts({ ...base, parts, present: Uint8Array.of(1, 1, 0, 0, 1, 1) }, settings)).toMatchObject({
      classes: ['a'],
      parts: { training: { perClass: [1] }, validation: { perClass: [1] } },
    });
    expect(assembleParts({ ...base, parts, present: Uint8Array.of(0, 1, 0, 0, 1, 1) }, settings)).toMatchObject({
      problem: { id: 'no-readable-images' },
    });
  });

  describe('images without classes', () => {
    const count = 40;
    const unlabelled = {
      ...base,
      classes: [],
      labels: new Int32Array(count).fill(-1),
      parts: Array.from({ length: count }, () => 'training' as const),
      hasValidation: false,
      present: new Uint8Array(count).fill(1).fill(0, 0, 2),
      sums: new Float64Array(2 * count),
    };
    const assemble = (more: Partial<typeof unlabelled>, seed = 0) => {
      const result = assembleParts({ ...unlabelled, ...more }, { seed, validationShare: 0.25 });
      if ('problem' in result) throw new Error(result.problem.id);
      return result;
    };

    it('gives the share of those that can be read to validation, by the seed, and no label', () => {
      const { classes: none, labels: given, parts: divided } = assemble({});
      expect([none, new Set(given)]).toEqual([[], new Set([-1])]);
      expect(divided).toMatchObject({ training: { count: 28, perClass: [] }, validation: { count: 10, perClass: [] } });
      expect([...divided.training.indices, ...divided.validation.indices].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 38 }, (_, index) => index + 2),
      );
      expect(assemble({}).parts).toEqual(divided);
      expect(assemble({}, 1).parts.validation.indices).not.toEqual(divided.validation.indices);
    });

    it('keeps given parts, and is a problem where none for training can be read', () => {
      const given = unlabelled.parts.map((_, record) => (['training', 'validation', 'test'] as const)[record % 3] ?? 'test');
      const { parts: divided } = assembleParts({ ...unlabelled, parts: given, hasValidation: true }, settings) as ReturnType<
        typeof assemble
      >;
      expect([divided.training.count, divided.validation.count, divided.test?.count]).toEqual([13, 12, 13]);
      expect(assembleParts({ ...unlabelled, present: new Uint8Array(count) }, settings)).toMatchObject({
        problem: { id: 'no-readable-images' },
      });
    });
  });
});

describe('packed paths', () => {
  it('give back every path, and throw on a record that is not there', () => {
    const paths = ['a/1.png', '', 'é\u{1F600}/x\n.png'];
    const packed = packRecordPaths(paths);
    expect(paths.map((_, record) => recordPath(packed, record))).toEqual(paths);
    expect(() => recordPath(packed, 3)).toThrow('record 3 of 3');
  });
});
