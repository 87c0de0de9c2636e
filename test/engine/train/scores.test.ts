// Scores: of each end what it is measured by, of the whole the weighted sum of losses; as numbers in a row and back.
import { describe, expect, it } from 'vitest';
import { lossSlot, predictionSlot, squaredErrorSlot } from '../../../engine/network/network.ts';
import type { Execution } from '../../../engine/program/execution.ts';
import { makeScore, packScore, scoredEnds, scoreLength, signalToNoise, unpackScore } from '../../../engine/train/end-scores.ts';
import { ScoreKeeper } from '../../../engine/train/scores.ts';
import { scoreSchema } from '../../../engine/train/summary.ts';
import { type LayerSketch, networkOf, sketchDocument } from '../../helpers/networks.ts';

const input: LayerSketch = { type: 'input', id: 'in', parameters: { height: 2, width: 2, channels: 1 } };
const imageEnd = (weight: number): LayerSketch => ({
  type: 'reconstruction',
  id: 'image',
  from: ['in'],
  parameters: { loss: 'huber', weight },
});
const classEnd: readonly LayerSketch[] = [
  { type: 'flatten', id: 'flat', from: ['in'] },
  { type: 'dense', id: 'dense', parameters: { units: 2 } },
  { type: 'classification', id: 'classes', parameters: { weight: 2 } },
];
const both = networkOf(sketchDocument([input, imageEnd(0.5), ...classEnd]));
const alone = networkOf(sketchDocument([input, imageEnd(1)]));

/** Slots as an evaluation of three images has left them. */
function executionOf(slots: Readonly<Record<string, readonly number[]>>): Execution {
  const values = new Map(Object.entries(slots).map(([name, list]) => [name, Float32Array.from(list)]));
  const f32 = (name: string): Float32Array => values.get(name) ?? new Float32Array(12);
  return { f32, i32: (name: string) => Int32Array.from(values.get(name) ?? []) } as unknown as Execution;
}

const slots = {
  [lossSlot('image')]: [0.25, 0.5, 0.75],
  [squaredErrorSlot('image')]: [0.01, 0.02, 0.03],
  [lossSlot('classes')]: [1, 2, 6],
  [predictionSlot('classes')]: [0.75, 0.25, 0.25, 0.75, 0.75, 0.25],
  labels: [0, 1, 1],
};

describe('a score', () => {
  it('of two ends is the weighted sum of their losses, with each end’s own', () => {
    const scores = new ScoreKeeper(executionOf(slots), both);
    scores.addBatch(3);
    const score = scores.score();
    expect(score.loss).toBeCloseTo(0.5 * 0.5 + 2 * 3, 10);
    expect(score).toMatchObject({
      accuracy: 2 / 3,
      ends: [
        { id: 'image', loss: 0.5 },
        { id: 'classes', loss: 3, accuracy: 2 / 3 },
      ],
    });
    expect(score.psnr).toBeCloseTo(10 * Math.log10(1 / 0.02), 5);
    expect(score.ends?.[0]).not.toHaveProperty('accuracy');
    expect([...scores.countByClass, ...scores.correctByClass]).toEqual([1, 2, 1, 1]);
    expect(scoreSchema.parse(score)).toEqual(score);
  });

  it('of a reconstruction alone has no accuracy, and needs no labels', () => {
    const { labels: _, ...unlabelled } = slots;
    const scores = new ScoreKeeper(executionOf(unlabelled), alone);
    scores.addBatch(2);
    expect(scores.score()).toMatchObject({ loss: 0.375, squaredError: expect.closeTo(0.015, 6) });
    expect(Object.keys(scores.score()).sort()).toEqual(['loss', 'psnr', 'squaredError']);
    expect(scores.batch[1]).toBeNaN();
    expect(scores.batch[2]).toBeCloseTo(0.015, 6);
  });

  it('takes errors that are no numbers for unsound outputs', () => {
    const sound = new ScoreKeeper(executionOf(slots), alone);
    sound.checkOutputs(3);
    expect(sound.areOutputsSound()).toBe(true);
    const unsound = new ScoreKeeper(executionOf({ ...slots, [squaredErrorSlot('image')]: [0.1, Number.POSITIVE_INFINITY, 0.1] }), alone);
    unsound.checkOutputs(3);
    expect(unsound.areOutputsSound()).toBe(false);
  });

  it('becomes numbers and the same score again', () => {
    for (const network of [both, alone]) {
      const ends = scoredEnds(network);
      const score = makeScore(
        0.7,
        ends,
        [
          { loss: 0.25, measure: 0.04 },
          { loss: 0.5, measure: 0.75 },
        ].slice(0, ends.length),
      );
      const numbers = packScore(ends, score);
      expect(numbers).toHaveLength(scoreLength(ends));
      if (network === both) expect(unpackScore(ends, numbers)).toEqual(score);
      else expect(unpackScore(ends, numbers)).toEqual({ ...score, loss: 0.7 });
      expect(packScore(ends, null)).toHaveLength(scoreLength(ends));
      expect(unpackScore(ends, packScore(ends, null))).toBeNull();
    }
  });

  it('has at most 100 decibels', () => {
    expect([signalToNoise(1), signalToNoise(0.01), signalToNoise(0)]).toEqual([0, 20, 100]);
  });
});
