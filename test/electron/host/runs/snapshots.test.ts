// Weights that are kept: the latest and the best are never written over, not even while they are read, and what is read is of one
// moment in all its parts.
import { describe, expect, it } from 'vitest';
import { Snapshots, takeSnapshots } from '../../../../electron/host/runs/snapshots.ts';
import type { WeightDescription } from '../../../../engine/network/weights.ts';
import { compileTraining } from '../../../../engine/train/programs.ts';
import type { RunSummary } from '../../../../engine/train/summary.ts';
import { networkOf, sketchDocument } from '../../../helpers/networks.ts';

const document = sketchDocument([
  { type: 'input', parameters: { height: 4, width: 4, channels: 1 } },
  { type: 'flatten' },
  { type: 'dense', parameters: { units: 2 } },
  { type: 'classification' },
]);

function createPlan() {
  const plan = compileTraining(networkOf(document), document.training, 8, 1);
  if (!plan.ok) throw new Error(JSON.stringify(plan.diagnostics));
  const weights = plan.value.weights.map(({ node, name, shape, buffer }) => ({
    node,
    name,
    shape,
    values: new Float32Array(buffer.bytes / 4),
  }));
  const fill = (value: number): void => {
    for (const { values } of weights) values.fill(value);
  };
  return { weights, fill };
}

const ends = [{ id: 'classes', target: 'labels' }] as const;

const summaryOf = (epochs: number, loss: number | null): RunSummary => ({
  epochs,
  steps: epochs * 10,
  images: epochs * 80,
  seconds: epochs / 2,
  training: { loss: 1 / epochs, accuracy: 0.5 },
  validation: loss === null ? null : { loss, accuracy: 0.25 },
});

function readAll(weights: readonly WeightDescription[], kept: Snapshots) {
  const reader = new Snapshots(kept.buffer, weights, ends); // as the host sees what another thread writes
  return (['latest', 'best'] as const).map((kind) => {
    const copy = reader.copy(kind);
    return copy && { epochs: copy.snapshot.summary.epochs, values: [...new Set(copy.packed)] };
  });
}

describe('snapshots', () => {
  it('hold the scores of every end', () => {
    const { weights } = createPlan();
    const kept = takeSnapshots(weights, [...ends, { id: 'image', target: 'images' }], false);
    const image = { loss: 0.02, squaredError: 0.01, psnr: 20 };
    const own = [
      { id: 'classes', loss: 0.5, accuracy: 0.75 },
      { id: 'image', ...image },
    ];
    const training = { ...image, loss: 0.7, accuracy: 0.75, ends: own };
    kept.write({ weights }, { ...summaryOf(1, null), training }, false);
    expect(kept.find('latest')?.summary).toEqual({ ...summaryOf(1, null), training });
  });

  it('hold the latest and the best weights, each with its own summary', () => {
    const { weights, fill } = createPlan();
    const kept = takeSnapshots(weights, ends, true);
    expect(readAll(weights, kept)).toEqual([undefined, undefined]);
    for (const [epochs, loss, isBest] of [
      [1, 3, true],
      [2, 1, true],
      [3, 5, false],
      [4, 6, false],
      [5, 7, false],
    ] as const) {
      fill(epochs);
      kept.write({ weights }, summaryOf(epochs, loss), isBest);
      const best = Math.min(epochs, 2);
      expect(readAll(weights, kept)).toEqual([
        { epochs, values: [epochs] },
        { epochs: best, values: [best] },
      ]);
      expect(kept.find('best')?.summary).toEqual(summaryOf(best, best === 1 ? 3 : 1));
    }
  });

  it('need a slot less without validation; the best is then the latest', () => {
    const { weights, fill } = createPlan();
    const kept = takeSnapshots(weights, ends, false);
    expect(takeSnapshots(weights, ends, true).buffer.byteLength - kept.buffer.byteLength).toBe(4 * (16 * 2 + 2));
    for (let epochs = 1; epochs < 5; epochs++) {
      fill(epochs);
      kept.write({ weights }, summaryOf(epochs, null), false);
      expect(readAll(weights, kept)).toEqual(Array(2).fill({ epochs, values: [epochs] }));
    }
    expect(kept.find('latest')).toEqual({ number: 4, summary: summaryOf(4, null) });
  });
});
