// Which pixels a document wants: the Input layer's size, the document's fit and split; and when two documents want the same.
import { describe, expect, test } from 'vitest';
import { isSameWish, type WantedImages, wantedImages } from '../../../engine/datasets/wanted-images.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { createNetwork } from '../../helpers/small-values.ts';

describe('the pixels', () => {
  test('have the Input layer’s size, and are fitted and split as the document says', () => {
    const document = createNetwork({ height: 20, width: 30, channels: 1 });
    expect(wantedImages(document)).toMatchObject({
      ok: true,
      value: {
        settings: { height: 20, width: 30, channels: 1, fit: 'contain', background: [0, 0, 0] },
        split: { validationShare: 0.2, seed: 1 },
      },
    });
  });

  test('have a usual size as long as nothing is drawn', () => {
    expect(wantedImages({ ...createNetwork({}), nodes: [] })).toMatchObject({
      ok: true,
      value: { settings: { height: 32, width: 32, channels: 3 } },
    });
  });

  test('of two channels do not exist: a diagnostic on the Input layer with a fix', () => {
    expect(wantedImages(createNetwork({ height: 8, width: 8, channels: 2 }))).toMatchObject({
      ok: false,
      diagnostics: [
        {
          id: 'input-not-an-image',
          node: 'input',
          values: { channels: '2' },
          fix: { changes: [{ kind: 'set-parameter', name: 'channels', value: 3 }] },
        },
      ],
    });
  });

  test('of images that keep their own sizes grow by the Input layer’s steps', () => {
    const document = createNetwork({ height: 8, width: 8, channels: 1, sizes: 'any', step: 4, largest: 64 });
    expect(wantedImages(document)).toMatchObject({
      ok: true,
      value: { settings: { height: 8, width: 8, sizes: { step: 4, largest: 64 } } },
    });
  });
});

describe('two documents', () => {
  const wish = (document: GraphDocument): WantedImages => {
    const wanted = wantedImages(document);
    if (!wanted.ok) throw new Error('expected a document that wants images');
    return wanted.value;
  };
  const document = createNetwork({ height: 8, width: 8, channels: 1 });

  test('want the same images where only their layers differ', () => {
    expect(isSameWish(wish(document), wish({ ...document, name: 'other', nodes: document.nodes.slice(0, 1) }))).toBe(true);
  });

  test.each<readonly [string, GraphDocument]>([
    ['height', createNetwork({ height: 9, width: 8, channels: 1 })],
    ['width', createNetwork({ height: 8, width: 9, channels: 1 })],
    ['channels', createNetwork({ height: 8, width: 8, channels: 3 })],
    ['own sizes', createNetwork({ height: 8, width: 8, channels: 1, sizes: 'any', step: 4, largest: 64 })],
    ['fit', { ...document, images: { ...document.images, fit: 'stretch' } }],
    ['background', { ...document, images: { ...document.images, background: [0, 0, 1] } }],
    ['share for validation', { ...document, images: { ...document.images, validationShare: 0.3 } }],
    ['seed', { ...document, training: { ...document.training, seed: 2 } }],
  ])('want other images where the %s differs', (_, other) => {
    expect(isSameWish(wish(document), wish(other))).toBe(false);
  });

  test('want other images where the steps or the largest of own sizes differ', () => {
    const sized = (step: number, largest: number) => wish(createNetwork({ height: 8, width: 8, channels: 1, sizes: 'any', step, largest }));
    expect(isSameWish(sized(4, 64), sized(4, 64))).toBe(true);
    expect(isSameWish(sized(4, 64), sized(8, 64))).toBe(false);
    expect(isSameWish(sized(4, 64), sized(4, 128))).toBe(false);
  });
});
