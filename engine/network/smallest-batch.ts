// How many images a training step needs at least. A layer that learns from how the images of a batch differ (batch normalisation
// of vectors) computes the same from any single image, and what lies before and behind it would learn from nothing, in silence.
import type { Diagnostic } from '../base/diagnostics.ts';
import { messagesOf } from '../base/messages.ts';
import type { NetworkLayer } from './network.ts';
import { words } from './words.ts';

const { problem, fix } = messagesOf(words);

/** The problems of batches in which nothing would be learnt. */
export const tooFewToLearn: readonly string[] = ['batch-too-small', 'images-too-few'];

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
  const shape = layer.inputShapes[0] ?? [];
  const values = { layer: { kind: 'layer', type: layer.definition.type }, shape, batch, needed } as const;
  if (batchSize >= needed) return [{ ...problem('images-too-few', { ...values, images }), severity, node: layer.id }];
  return [
    {
      ...problem('batch-too-small', { ...values, batchSize }),
      severity,
      node: layer.id,
      fix: {
        ...fix('set-batch-size', { size: needed }),
        changes: [{ kind: 'set-training', name: 'batchSize', value: needed }],
      },
    },
  ];
}
