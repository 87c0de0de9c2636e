// Networks for images of any size: what is refused, with which fix, and what a network is at one size.

import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../../engine/document/edit.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import { findTakenSizes, networkAt } from '../../../engine/network/network-at.ts';
import { inEnglish } from '../../helpers/in-english.ts';
import { type LayerSketch, sketchDocument } from '../../helpers/networks.ts';

const anySize = (parameters: LayerSketch['parameters'] = {}): LayerSketch => ({
  type: 'input',
  id: 'image',
  parameters: { sizes: 'any', height: 8, width: 8, step: 2, largest: 20, ...parameters },
});
const pooled = (input: LayerSketch): readonly LayerSketch[] => [
  input,
  { type: 'conv2d', id: 'conv', parameters: { filters: 4 } },
  { type: 'globalPool2d', id: 'pool' },
  { type: 'dense', id: 'scores', parameters: { units: 3 } },
  { type: 'classification', id: 'classes' },
];
const flattened = [
  anySize(),
  { type: 'conv2d', id: 'conv', parameters: { filters: 4 } },
  { type: 'flatten', id: 'flat' },
  { type: 'dense', id: 'scores', parameters: { units: 3 } },
  { type: 'classification', id: 'classes' },
];

describe('a network for images of any size', () => {
  it('has the shapes and counts of the smallest, and says which follow the size', () => {
    const { network, nodes, diagnostics } = analyzeDocument(sketchDocument(pooled(anySize())));
    expect(diagnostics).toEqual([]);
    expect(network?.input.outputShape).toEqual([8, 8, 1]);
    expect([...nodes].filter(([, facts]) => facts.varies).map(([id]) => id)).toEqual(['image', 'conv']);
  });

  it('has the same weights at every size, and other shapes', () => {
    const document = sketchDocument(pooled(anySize()));
    const [small, large] = [networkAt(document, { height: 8, width: 8 }), networkAt(document, { height: 12, width: 20 })];
    if (!small.ok || !large.ok) throw new Error('expected both networks');
    expect(large.value.layers.map(({ outputShape }) => outputShape)).not.toEqual(small.value.layers.map(({ outputShape }) => outputShape));
    expect(large.value.layers.map(({ weights }) => weights)).toEqual(small.value.layers.map(({ weights }) => weights));
  });

  it('refuses weights whose shape follows the size, and its fix makes them stay', () => {
    const document = sketchDocument(flattened);
    const [problem] = analyzeDocument(document).diagnostics.map(inEnglish);
    expect(problem).toMatchObject({ id: 'size-dependent-weights', node: 'scores', severity: 'error' });
    expect(problem?.received).toMatch(/for images of 8×8.* for 10×10/);
    if (problem?.fix === undefined) throw new Error('expected a fix');
    const mended = applyChanges(document, problem.fix.changes);
    expect(analyzeDocument(mended)).toMatchObject({ diagnostics: [] });
    expect(networkAt(mended, { height: 20, width: 14 }).ok).toBe(true);
  });

  it('takes such weights where all images have one size', () => {
    const document = sketchDocument([{ type: 'input', id: 'image', parameters: { height: 8, width: 8 } }, ...flattened.slice(1)]);
    expect(analyzeDocument(document).diagnostics).toEqual([]);
  });

  it('offers a wider step where a layer fails between', () => {
    const halves: readonly LayerSketch[] = [
      anySize({ step: 1 }),
      { type: 'pool2d', id: 'down', parameters: { size: [2, 2], stride: [2, 2] } },
      { type: 'conv2d', id: 'stride', parameters: { filters: 1, kernelSize: [3, 3], stride: [2, 2], padding: 'same' }, from: ['image'] },
      { type: 'add', id: 'sum', from: ['down', 'stride'] },
      { type: 'globalPool2d', id: 'pool' },
      { type: 'dense', id: 'scores', parameters: { units: 3 } },
      { type: 'classification', id: 'classes' },
    ];
    const document = sketchDocument(halves);
    const [problem] = analyzeDocument(document).diagnostics.map(inEnglish);
    expect(problem?.message).toMatch(/^With images of 9×9: /);
    expect(problem?.fix?.label).toBe('Set step to 2');
    if (problem?.fix === undefined) throw new Error('expected a fix');
    expect(analyzeDocument(applyChanges(document, problem.fix.changes)).diagnostics).toEqual([]);
  });

  it('refuses a longest side below the smallest size', () => {
    const document = sketchDocument(pooled(anySize({ largest: 7 })));
    expect(analyzeDocument(document).diagnostics.map(inEnglish)[0]).toMatchObject({
      id: 'largest-below-smallest',
      fix: { label: 'Set longest side to 8' },
    });
  });

  it('tells the smallest side at which every layer has an output', () => {
    const deep: readonly LayerSketch[] = [
      anySize(),
      { type: 'conv2d', id: 'conv', parameters: { filters: 4, kernelSize: [3, 3], padding: 'valid' } },
      { type: 'pool2d', id: 'down', parameters: { size: [2, 2], stride: [2, 2] } },
      ...pooled(anySize()).slice(2),
    ];
    expect(findTakenSizes(sketchDocument(deep))).toEqual({ smallestSide: 4, takesLarger: true });
    const oneSize = sketchDocument([{ type: 'input', id: 'image', parameters: { height: 8, width: 8 } }, ...flattened.slice(1)]);
    expect(findTakenSizes(oneSize)).toEqual({ smallestSide: 8, takesLarger: false });
  });
});
