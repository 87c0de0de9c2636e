// How many images a training step needs at least. A layer that learns from how the images of a batch differ (batch normalisation
// of vectors) computes the same from any single image, and what lies before and behind it would learn from nothing, in silence.
import type { Diagnostic } from '../base/diagnostics.ts';
import { formatShape } from '../base/shape.ts';
import type { NetworkLayer } from './network.ts';

/** The problem of a batch in which nothing would be learnt. */
export const batchTooSmall = 'batch-too-small';

/** What is frozen learns nothing from a batch. */
function smallestBatchOf(layer: NetworkLayer): number {
  return layer.frozen ? 1 : (layer.definition.smallestBatch?.(layer.inputShapes) ?? 1);
}

/** Images that a training step through all these layers needs, 1 or more. */
export function smallestBatch(layers: readonly NetworkLayer[]): number {
  return Math.max(1, ...layers.map(smallestBatchOf));
}

/** What is wrong with training on `images` images in batches of `batchSize`: at the first layer that needs more at once. */
export function checkBatch(
  layers: readonly NetworkLayer[],
  batchSize: number,
  severity: Diagnostic['severity'],
  images = Number.POSITIVE_INFINITY,
): Diagnostic[] {
  const needed = smallestBatch(layers);
  const batch = Math.min(batchSize, images);
  const layer = layers.find((candidate) => smallestBatchOf(candidate) > batch);
  if (layer === undefined) return [];
  const { label } = layer.definition;
  const wanted =
    batchSize >= needed
      ? { expected: `at least ${needed} training images`, received: `${images}` }
      : {
          expected: `batches of at least ${needed} images`,
          received: `a batch size of ${batchSize}`,
          fix: { label: `Set batch size to ${needed}`, changes: [{ kind: 'set-training', name: 'batchSize', value: needed } as const] },
        };
  return [
    {
      id: batchTooSmall,
      severity,
      node: layer.id,
      message: `${label} of an input of ${formatShape(layer.inputShapes[0] ?? [])} has nothing to compare an image with in a batch of ${batch}: nothing would be learnt.`,
      ...wanted,
    },
  ];
}
