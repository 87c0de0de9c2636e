// Whether a folder and a network fit: what is found for which folder, where, and that each fix leaves nothing to find.
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import { checkFit, type FolderFacts } from '../../../engine/datasets/fit.ts';
import { countSizes, hasColour, type Originals, spreadOver } from '../../../engine/datasets/originals.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { applyChanges } from '../../../engine/document/edit.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import { formatDiagnostic } from '../../../engine/words/say.ts';
import { type LayerSketch, sketchDocument } from '../../helpers/networks.ts';

const input = { height: 12, width: 12, channels: 1 };
const classifier = (units = 3, size: LayerSketch['parameters'] = input): GraphDocument =>
  sketchDocument([
    { type: 'input', id: 'input', parameters: { ...input, ...size } },
    { type: 'conv2d', id: 'conv', parameters: { filters: 2, kernelSize: [5, 5], padding: 'valid' } },
    { type: 'flatten', id: 'flatten' },
    { type: 'dense', id: 'dense', parameters: { units } },
    { type: 'classification', id: 'classes' },
  ]);
const autoEncoder = sketchDocument([
  { type: 'input', id: 'input', parameters: input },
  { type: 'conv2d', id: 'conv', parameters: { filters: 1, kernelSize: [3, 3], padding: 'same' } },
  { type: 'reconstruction', id: 'image' },
]);

interface Given {
  readonly classes?: readonly string[];
  readonly training?: readonly number[];
  readonly validation?: number;
  readonly originals?: Originals;
}

const grey: Originals = { sizes: [{ height: 12, width: 12, images: 30 }], coloured: 0, grey: 30 };

function folder({ classes = ['a', 'b', 'c'], training = [20, 20, 20], validation = 12, originals = grey }: Given = {}): FolderFacts {
  const count = training.reduce((sum, images) => sum + images, 0);
  return {
    folder: '/images',
    classes,
    parts: { training: { count, perClass: training }, validation: { count: validation, perClass: [] } },
    originals,
  };
}

const check = (document: GraphDocument, facts: FolderFacts): Diagnostic[] => checkFit(document, analyzeDocument(document).network, facts);

function expectMended(document: GraphDocument, facts: FolderFacts, found: Diagnostic | undefined): GraphDocument {
  expect(found?.fix?.changes).not.toEqual([]);
  const mended = applyChanges(document, found?.fix?.changes ?? []);
  expect(check(mended, facts).map(({ id }) => id)).not.toContain(found?.id);
  return mended;
}

describe('a folder and a network', () => {
  it('that fit have nothing to say', () => {
    expect(check(classifier(), folder())).toEqual([]);
  });

  it('of another number of classes do not train, and the units of the last layer mend it', () => {
    const [found, ...others] = check(classifier(10), folder());
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: 'classes-differ', severity: 'error', node: 'classes', values: { outputs: 10, classes: 3 } });
    expect(expectMended(classifier(10), folder(), found).nodes.find(({ id }) => id === 'dense')?.parameters['units']).toBe(3);
  });

  it('need no classes where the images are given back', () => {
    expect(check(autoEncoder, folder({ classes: ['a', 'b'], training: [2, 50] }))).toEqual([]);
  });

  it('lose colours where the input has one channel, and carry them for nothing where grey images have three', () => {
    const coloured = folder({ originals: { ...grey, coloured: 20, grey: 4 } });
    const [lost] = check(classifier(), coloured);
    expect(lost).toMatchObject({ id: 'images-coloured', severity: 'warning', node: 'input' });
    const three = expectMended(classifier(), coloured, lost);
    expect(check(three, coloured)).toEqual([]);
    const [carried] = check(three, folder());
    expect(carried).toMatchObject({ id: 'images-grey', severity: 'warning', node: 'input' });
    expect(check(expectMended(three, folder(), carried), folder())).toEqual([]);
  });

  it('enlarge images that are smaller than the input, which becomes as large as they usually are, where the network has room', () => {
    const sized = (...sizes: Originals['sizes']): FolderFacts => folder({ originals: { ...grey, sizes } });
    const small = sized({ height: 8, width: 9, images: 20 }, { height: 7, width: 7, images: 10 });
    const [found] = check(classifier(), small);
    expect(found).toMatchObject({
      id: 'images-smaller',
      severity: 'warning',
      node: 'input',
      values: { smaller: 30, images: 30, largest: [8, 9] },
    });
    const mended = applyChanges(classifier(), found?.fix?.changes ?? []);
    expect(mended.nodes[0]?.parameters).toMatchObject({ height: 8, width: 9 });
    // what is smaller still is said, and there is nothing more to mend
    expect(check(mended, small)).toMatchObject([{ id: 'images-smaller', values: { smaller: 10 }, fix: { changes: [] } }]);
    expectMended(
      classifier(),
      sized({ height: 9, width: 9, images: 3 }),
      check(classifier(), sized({ height: 9, width: 9, images: 3 }))[0],
    );
    expect(check(classifier(), sized({ height: 4, width: 4, images: 30 }))).toMatchObject([
      { id: 'images-smaller', fix: { id: 'use-larger-images', changes: [] } },
    ]);
    expect(check(classifier(), sized({ height: 8, width: 9, images: 1 }, { height: 40, width: 40, images: 29 }))).toMatchObject([
      { values: { smaller: 1, images: 30 }, fix: { changes: [] } },
    ]);
  });

  it('enlarge what is smaller on both sides where the whole image is shown, and on one where it fills the input', () => {
    const low = folder({ originals: { ...grey, sizes: [{ height: 8, width: 40, images: 5 }] } });
    const fitted = (fit: GraphDocument['images']['fit']) => ({ ...classifier(), images: { ...classifier().images, fit } });
    expect(check(fitted('contain'), low)).toEqual([]);
    expect(check(fitted('cover'), low)).toMatchObject([{ id: 'images-smaller' }]);
    expect(check(fitted('stretch'), low)).toMatchObject([{ id: 'images-smaller' }]);
  });

  it('that keep the images’ own sizes do not enlarge any', () => {
    const ownSizes = classifier(3, { sizes: 'any', step: 4, largest: 64 });
    const small = folder({ originals: { ...grey, sizes: [{ height: 4, width: 4, images: 5 }] } });
    expect(check(ownSizes, small).map(({ id }) => id)).not.toContain('images-smaller');
  });

  it('without validation images are warned of, and a share mends it where there was none', () => {
    const document = { ...classifier(), images: { ...classifier().images, validationShare: 0 } };
    const [found] = check(document, folder({ validation: 0 }));
    expect(found).toMatchObject({ id: 'no-validation-images', severity: 'warning', path: '/images' });
    expect(applyChanges(document, found?.fix?.changes ?? []).images.validationShare).toBe(0.2);
    expect(check(classifier(), folder({ validation: 0 }))).toMatchObject([{ fix: { id: 'add-validation-images', changes: [] } }]);
  });

  it('with very few images of a class are warned of, with their numbers', () => {
    const [found, ...others] = check(classifier(), folder({ training: [9, 10, 2] }));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: 'classes-small', severity: 'warning', values: { classes: 2 } });
    expect(formatDiagnostic(found as Diagnostic, 'en')).toContain('"a" 9, "c" 2');
  });

  it.each([
    [[], [], 'images without classes'],
    [['cat'], [30], 'one class, "cat"'],
  ])('of the classes %j train no network that tells classes apart, and any that only gives images back', (classes, training, received) => {
    const one = {
      ...folder({ classes, training }),
      parts: { training: { count: 30, perClass: training }, validation: { count: 9, perClass: [] } },
    };
    for (const outputs of [2, 10]) {
      const [found, ...others] = check(classifier(outputs), one);
      expect(others).toEqual([]);
      expect(found).toMatchObject({ id: 'classes-missing', severity: 'error', node: 'classes', fix: { changes: [] } });
      const said = formatDiagnostic(found as Diagnostic, 'en');
      expect(said).toContain(`received ${received}`);
      expect(said).toContain('end the network with a Reconstruction output alone');
    }
    expect(check(autoEncoder, one)).toEqual([]);
  });

  it('without classes are split for validation as a whole', () => {
    const document = { ...autoEncoder, images: { ...autoEncoder.images, validationShare: 0 } };
    const unlabelled = (count: number): FolderFacts => ({
      ...folder({ classes: [], validation: 0 }),
      parts: { training: { count, perClass: [] }, validation: { count: 0, perClass: [] } },
    });
    const [found] = check(document, unlabelled(30));
    expect(found).toMatchObject({ id: 'no-validation-images', fix: { id: 'set-validation-share' } });
    expect(formatDiagnostic(found as Diagnostic, 'en')).toContain('Keep 20 % of the images for validation');
    expect(check(document, unlabelled(1))).toMatchObject([{ fix: { id: 'add-validation-images' } }]);
  });

  it('without a training image have nothing else to say', () => {
    expect(check(classifier(10), folder({ training: [] }))).toMatchObject([{ id: 'no-training-images', severity: 'error' }]);
  });

  it('are compared as far as a network with errors can be', () => {
    const broken = { ...classifier(10), edges: [] };
    expect(check(broken, folder({ originals: { ...grey, coloured: 9, grey: 0 } })).map(({ id }) => id)).toEqual(['images-coloured']);
  });

  it('of which nobody has seen the files are compared without them', () => {
    const { originals: _, ...unseen } = folder();
    expect(check(classifier(3, { channels: 3 }), unseen)).toEqual([]);
  });
});

describe('a look at a folder’s files', () => {
  it('takes places that are spread evenly, each once', () => {
    expect(spreadOver(3, 10)).toEqual([0, 1, 2]);
    expect(spreadOver(10, 4)).toEqual([0, 2, 5, 7]);
    expect(new Set(spreadOver(1001, 200)).size).toBe(200);
  });

  it('counts sizes', () => {
    expect(
      countSizes([
        { height: 2, width: 3 },
        { height: 3, width: 2 },
        { height: 2, width: 3 },
      ]),
    ).toEqual([
      { height: 2, width: 3, images: 2 },
      { height: 3, width: 2, images: 1 },
    ]);
  });

  it('sees colours in an area, not in the noise of a compressed grey picture nor in a speck', () => {
    const picture = (colour: (pixel: number) => readonly number[]): Uint8Array =>
      Uint8Array.from({ length: 600 }, (_, at) => colour(Math.floor(at / 3))[at % 3] ?? 0);
    expect(hasColour(picture(() => [120, 80, 80]))).toBe(true);
    expect(hasColour(picture((pixel) => (pixel < 10 ? [255, 0, 0] : [90, 90, 90])))).toBe(true);
    expect(hasColour(picture((pixel) => [100, 100 + (pixel % 9), 104]))).toBe(false);
    expect(hasColour(picture((pixel) => (pixel === 7 ? [255, 0, 0] : [90, 90, 90])))).toBe(false);
  });
});
