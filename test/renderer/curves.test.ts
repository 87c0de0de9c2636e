import { describe, expect, it } from 'vitest';
import { appendSteps, type Curve, mostPoints, startCurve } from '../../renderer/runs/curves.ts';
import { sayEpochs } from '../../renderer/runs/plot.ts';

function feed(steps: number, perEvent: number): Curve {
  let curve = startCurve();
  for (let first = 0; first < steps; first += perEvent) {
    const losses = Array.from({ length: Math.min(perEvent, steps - first) }, (_, index) => first + index + 1);
    curve = appendSteps(curve, first, { loss: losses, accuracy: losses.map(() => 0.25), psnr: [] });
  }
  return curve;
}

describe('the curve of a long run', () => {
  it('keeps every step while there is room', () => {
    const curve = feed(100, 7);
    expect(curve.stepsPerPoint).toBe(1);
    expect(curve.points.psnr).toEqual([]);
    expect(curve.points.loss).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  it('averages neighbours instead of growing, and loses no step', () => {
    const curve = feed(mostPoints * 3, 31);
    expect(curve.stepsPerPoint).toBe(4);
    expect(curve.steps.length).toBeLessThan(mostPoints);
    expect(curve.stepCount).toBe(mostPoints * 3);
    expect(curve.steps.length * curve.stepsPerPoint + curve.pending.steps).toBe(mostPoints * 3);
    // step s has loss s: a point of steps 1 to 4 has the mean 2.5 and stands at 4
    expect([curve.steps[0], curve.points.loss[0], curve.points.accuracy[0]]).toEqual([4, 2.5, 0.25]);
    expect(curve.points.loss.every((loss, point) => loss === (curve.steps[point] ?? 0) - 1.5)).toBe(true);
  });

  it('is the same however the steps were packed into events', () => {
    expect(feed(5000, 1)).toEqual(feed(5000, 97));
  });
});

describe('the axis of epochs', () => {
  it('says what it counts at the second number, for the first stands close to the other axis', () => {
    const say = (epoch: number): string => `epoch ${epoch}`;
    expect(sayEpochs([0, 2, 4], say)).toEqual(['0', 'epoch 2', '4']);
    expect(sayEpochs([0], say)).toEqual(['epoch 0']);
    expect(sayEpochs([], say)).toEqual([]);
  });
});
