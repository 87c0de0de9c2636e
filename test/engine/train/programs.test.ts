// How an epoch is divided into steps, and batches from which batch normalisation of vectors could learn nothing.
import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../../engine/document/edit.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import type { TrainEvent } from '../../../engine/train/events.ts';
import { compileTraining, divideEpoch } from '../../../engine/train/programs.ts';
import { runTraining } from '../../../engine/train/run.ts';
import { makeBars } from '../../helpers/datasets.ts';
import { type LayerSketch, networkOf, sketchDocument } from '../../helpers/networks.ts';
import { createPlainExecution } from '../../helpers/plain-execution.ts';

const size = 6;
const input: LayerSketch = { type: 'input', parameters: { height: size, width: size, channels: 1 } };
const ending: readonly LayerSketch[] = [{ type: 'dense', parameters: { units: 2 } }, { type: 'classification' }];
const ofVectors: readonly LayerSketch[] = [
  input,
  { type: 'flatten' },
  { type: 'dense', id: 'first', parameters: { units: 4 } },
  { type: 'batchNorm', id: 'norm' },
  ...ending,
];
const ofMaps: readonly LayerSketch[] = [input, { type: 'batchNorm', id: 'norm' }, { type: 'flatten' }, ...ending];
const ofOnePixel: readonly LayerSketch[] = [
  input,
  { type: 'conv2d', parameters: { filters: 3, kernelSize: [size, size], padding: 'valid' } },
  { type: 'batchNorm', id: 'norm' },
  { type: 'flatten' },
  ...ending,
];

/** What a run of two epochs over `training` images tells, computed by the plain loops, and how often it read each image. */
function train(layers: readonly LayerSketch[], batchSize: number, training: number) {
  const document = sketchDocument(layers, { batchSize, epochs: 2 });
  const dataset = makeBars({ size, training, validation: 3 });
  const network = networkOf(document);
  const plan = compileTraining(network, document.training, training, 1);
  if (!plan.ok || dataset.pixels.kind !== 'memory') throw new Error('cannot be trained');
  const { imageBytes, buffer } = dataset.pixels;
  const pixels = new Uint8Array(buffer);
  const events: TrainEvent[] = [];
  const reads = new Int32Array(training + 3);
  const { labels, normalization } = dataset;
  const { end } = runTraining(
    {
      runId: 1,
      document,
      network,
      training: dataset.parts.training.indices,
      validation: dataset.parts.validation.indices,
      labels,
      normalization,
      backendName: 'reference',
      workers: 1,
      arenaBytes: 0,
    },
    createPlainExecution(network, document.training, plan.value),
    {
      readImage: (record, target, place) => {
        target.set(pixels.subarray(record * imageBytes, (record + 1) * imageBytes), place);
        reads[record] = (reads[record] as number) + 1;
      },
      expectImages: () => undefined,
      waited: () => 0,
      emit: (event) => void events.push(event),
      goOn: () => true,
      duePreview: () => undefined,
      keepWeights: () => undefined,
      now: () => 0,
      ticks: () => 0,
    },
  );
  expect(end).toBe('finished');
  return { events, reads };
}

describe('an epoch', () => {
  it.each([
    ['maps', ofMaps, 9, 4, { batch: 4, steps: 3, last: 1 }],
    ['vectors, two left', ofVectors, 10, 4, { batch: 4, steps: 3, last: 2 }],
    ['vectors, one left', ofVectors, 9, 4, { batch: 4, steps: 2, last: 5 }],
    ['vectors, one more than a batch', ofVectors, 5, 4, { batch: 4, steps: 1, last: 5 }],
    ['maps of one pixel, one left', ofOnePixel, 9, 4, { batch: 4, steps: 2, last: 5 }],
    ['vectors, none left', ofVectors, 8, 4, { batch: 4, steps: 2, last: 4 }],
    ['fewer images than a batch', ofVectors, 3, 4, { batch: 3, steps: 1, last: 3 }],
  ])('of a network with normalised %s is divided so that every step learns', (_, layers, images, batchSize, expected) => {
    const document = sketchDocument(layers, { batchSize });
    expect(divideEpoch(networkOf(document), document.training, images)).toEqual(expected);
  });

  it.each([9, 5])('of %i images sees every image once, the single one that is left together with the batch before', (images) => {
    const { events, reads } = train(ofVectors, 4, images);
    const steps = Math.floor(images / 4);
    expect(events.find((event) => event.kind === 'run-started')).toMatchObject({ stepsPerEpoch: steps, batchSize: 4 });
    const epochs = events.flatMap((event) => (event.kind === 'epoch' ? [event.step] : []));
    expect(epochs).toEqual([steps, 2 * steps]);
    expect([...reads]).toEqual(Array.from({ length: images + 3 }, () => 2));
  });
});

describe('a batch of one image', () => {
  it.each([
    ['vectors', ofVectors],
    ['maps of one pixel', ofOnePixel],
  ])('is refused where %s are normalised, with a fix', (_, layers) => {
    const document = sketchDocument(layers, { batchSize: 1 });
    const outcome = compileTraining(networkOf(document), document.training, 10, 1);
    expect(outcome).toMatchObject({
      ok: false,
      diagnostics: [{ id: 'batch-too-small', severity: 'error', node: 'norm', values: { needed: 2 } }],
    });
    const mended = applyChanges(document, outcome.diagnostics[0]?.fix?.changes ?? []);
    expect(mended.training.batchSize).toBe(2);
    expect(compileTraining(networkOf(mended), mended.training, 10, 1).ok).toBe(true);
  });

  it('is warned of while the network is drawn, and still makes a network, which may be trained already', () => {
    const { diagnostics, network } = analyzeDocument(sketchDocument(ofVectors, { batchSize: 1 }));
    expect(diagnostics).toMatchObject([{ id: 'batch-too-small', severity: 'warning', node: 'norm', values: { batchSize: 1 } }]);
    expect(network).toBeDefined();
  });

  it('is refused where there is only one image to train on', () => {
    const document = sketchDocument(ofVectors, { batchSize: 8 });
    expect(compileTraining(networkOf(document), document.training, 1, 1)).toMatchObject({
      ok: false,
      diagnostics: [{ id: 'images-too-few', values: { needed: 2, images: 1 } }],
    });
  });

  it('is taken where maps are normalised, whose pixels differ', () => {
    const document = sketchDocument(ofMaps, { batchSize: 1 });
    expect(analyzeDocument(document).diagnostics).toEqual([]);
    expect(compileTraining(networkOf(document), document.training, 10, 1).ok).toBe(true);
  });
});
