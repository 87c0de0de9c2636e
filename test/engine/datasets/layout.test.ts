// How classes and parts are read off paths alone.

import { describe, expect, it } from 'vitest';
import { arrangeImages } from '../../../engine/datasets/layout.ts';
import { classifyFileName, compareCodePoints, isHiddenName } from '../../../engine/datasets/names.ts';
import { inEnglish } from '../../helpers/in-english.ts';

const list = (files: readonly string[], folders: readonly string[] = []) => ({ folder: '/images', files, folders });

function arrange(files: readonly string[], folders?: readonly string[], test?: readonly string[]) {
  const result = arrangeImages(list(files, folders), test && { ...list(test), folder: '/test' });
  if (result.kind === 'problem') throw new Error(result.problems.map((problem) => problem.id).join());
  return result.arrangement;
}

function problemOf(files: readonly string[], test?: readonly string[]) {
  const result = arrangeImages(list(files), test && { ...list(test), folder: '/test' });
  return result.kind === 'problem' ? result.problems.map(inEnglish)[0] : undefined;
}

describe('the layout of an image folder', () => {
  it('takes each folder as a class, in code-point order, however the files are listed', () => {
    const files = ['é/1.png', 'z/1.png', 'B/2.png', 'a/1.png', 'B/1.png', '10/1.png', '9/1.png'];
    const arrangement = arrange(files);
    expect(arrangement.classes).toEqual(['10', '9', 'B', 'a', 'z', 'é']);
    expect(arrangement.images.map((image) => image.path)).toEqual([
      '10/1.png',
      '9/1.png',
      'B/1.png',
      'B/2.png',
      'a/1.png',
      'z/1.png',
      'é/1.png',
    ]);
    expect(arrange([...files].reverse())).toEqual(arrangement);
    expect(arrangement).toMatchObject({ hasValidation: false, hasTest: false, warnings: [] });
  });

  it('counts images nested in a class folder to the class', () => {
    expect(arrange(['cat/a/b/1.png', 'cat/2.png', 'dog/1.png']).images.map((image) => image.label)).toEqual([0, 0, 1]);
  });

  it.each([
    ['train', 'validation', 'test'],
    ['Training', 'val', 'TEST'],
    ['train', 'valid', 'testing'],
  ])('reads parts from %s/, %s/ and %s/', (train, validation, test) => {
    const arrangement = arrange([
      `${train}/cat/1.png`,
      `${train}/dog/1.png`,
      `${validation}/cat/2.png`,
      `${validation}/dog/2.png`,
      `${test}/cat/3.png`,
      `${test}/dog/3.png`,
    ]);
    expect(arrangement.classes).toEqual(['cat', 'dog']);
    expect(new Set(arrangement.images.map((image) => `${image.path.split('/')[0]} ${image.part}`))).toEqual(
      new Set([`${train} training`, `${validation} validation`, `${test} test`]),
    );
    expect(arrangement).toMatchObject({ hasValidation: true, hasTest: true, warnings: [] });
  });

  it('takes train as a class where it holds images itself or stands among other classes', () => {
    expect(arrange(['train/1.png', 'car/1.png', 'test/1.png']).classes).toEqual(['car', 'test', 'train']);
    expect(arrange(['train/steam/1.png', 'car/1.png']).classes).toEqual(['car', 'train']);
  });

  it('warns of classes that are in one part only, and leaves out those without training images', () => {
    const arrangement = arrange(['train/cat/1.png', 'train/dog/1.png', 'test/cat/1.png', 'test/fox/1.png', 'test/fox/2.png']);
    expect(arrangement.classes).toEqual(['cat', 'dog']);
    expect(arrangement.images.map((image) => image.path)).toEqual(['test/cat/1.png', 'train/cat/1.png', 'train/dog/1.png']);
    expect(arrangement.warnings.map(inEnglish).map(({ id, received }) => [id, received])).toEqual([
      ['class-missing-in-part', 'no test image of "dog"'],
      ['class-unknown-in-part', 'also "fox", left out'],
    ]);
  });

  it('warns of images outside of classes, of empty class folders and of folders beside the parts', () => {
    expect(arrange(['a/1.png', 'b/1.png', 'loose.png'], ['a', 'b', 'empty']).warnings.map((warning) => warning.id)).toEqual([
      'images-outside-classes',
      'class-without-images',
    ]);
    expect(
      arrange(['train/a/1.png', 'train/b/1.png', 'val/a/1.png', 'val/b/1.png', 'extra/1.png']).warnings.map((warning) => warning.id),
    ).toEqual(['folder-beside-parts']);
  });

  it('lets a separate test folder replace the one inside', () => {
    const arrangement = arrange(['train/a/1.png', 'train/b/1.png', 'test/a/1.png'], [], ['a/7.png', 'b/7.png']);
    expect(arrangement.images.filter((image) => image.part === 'test').map((image) => [image.path, image.inTestFolder])).toEqual([
      ['a/7.png', true],
      ['b/7.png', true],
    ]);
  });

  it('says what is wrong where nothing can be trained', () => {
    expect(problemOf([])?.id).toBe('no-images');
    expect(problemOf(['test/cat/1.png', 'test/dog/1.png'])?.id).toBe('training-missing');
    expect(problemOf(['a/1.png', 'b/1.png'], ['c/1.png'])).toMatchObject({ id: 'test-classes-unknown', received: 'only others: "c"' });
    expect(problemOf(['a/1.png', 'b/1.png'], ['1.png'])).toMatchObject({ id: 'test-classes-unknown', received: 'no folder of images' });
    expect(problemOf(['1.png'], [])?.id).toBe('no-images');
  });

  it('takes a single folder of images as the only class, and names the folders in it, which may be the classes', () => {
    expect(arrange(['only/1.png', 'only/2.png'])).toMatchObject({ classes: ['only'], images: [{ label: 0 }, { label: 0 }], warnings: [] });
    const [warning, ...others] = arrange(['images/cat/1.png', 'images/dog/1.png']).warnings.map(inEnglish);
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ id: 'folders-in-only-class', severity: 'warning' });
    expect(warning?.fix?.label).toBe('Open the folder "images" itself: the 2 folders in it look like the classes');
    // the folders in a part are the classes
    expect(arrange(['train/cat/1.png', 'test/cat/1.png', 'test/dog/1.png']).warnings.map(({ id }) => id)).toEqual([
      'class-unknown-in-part',
    ]);
  });

  it('leaves images beside the only class out, with a warning, as beside several', () => {
    const arrangement = arrange(['1.png', '2.png', 'cat/1.png']);
    expect(arrangement).toMatchObject({ classes: ['cat'], images: [{ path: 'cat/1.png' }], warnings: [{ id: 'images-outside-classes' }] });
  });
});

describe('images that no folder names', () => {
  it('have no class, and all are for training where they lie in the folder itself', () => {
    const arrangement = arrange(['b.png', 'a.png'], ['empty']);
    expect(arrangement).toEqual({
      classes: [],
      images: ['a.png', 'b.png'].map((path) => ({ path, label: -1, part: 'training', inTestFolder: false })),
      hasValidation: false,
      hasTest: false,
      warnings: [],
    });
  });

  it('are divided as train/, validation/ and test/ say that hold them directly', () => {
    const arrangement = arrange(['Train/1.png', 'val/2.png', 'test/3.png', 'stray.png']);
    expect(arrangement.images.map(({ path, part, label }) => [path, part, label])).toEqual([
      ['Train/1.png', 'training', -1],
      ['test/3.png', 'test', -1],
      ['val/2.png', 'validation', -1],
    ]);
    expect(arrangement).toMatchObject({ classes: [], hasValidation: true, hasTest: true });
    expect(arrangement.warnings.map(inEnglish)).toMatchObject([{ id: 'images-beside-parts', received: 'also 1 image, left out' }]);
  });

  it('are no parts where a class stands among them, where there are classes in one, or without images for training', () => {
    expect(arrange(['train/1.png', 'val/2.png', 'car/3.png']).classes).toEqual(['car', 'train', 'val']);
    expect(arrange(['train/cat/1.png', 'val/2.png', 'train/dog/1.png']).classes).toEqual(['cat', 'dog']);
    expect(arrange(['val/1.png', 'test/2.png']).classes).toEqual(['test', 'val']);
    expect(arrange(['train/1.png']).classes).toEqual(['train']);
  });

  it('are tested on all images of a separate test folder, wherever they lie there', () => {
    const arrangement = arrange(['train/1.png', 'test/2.png'], [], ['b.png', 'a/deep/c.png']);
    expect(arrangement.images.map(({ path, part, inTestFolder }) => [path, part, inTestFolder])).toEqual([
      ['train/1.png', 'training', false],
      ['a/deep/c.png', 'test', true],
      ['b.png', 'test', true],
    ]);
  });
});

describe('names', () => {
  it('are ordered by code point, characters beyond 16 bits last', () => {
    expect(['\u{1F600}', '\uFF5E', 'b', 'a', 'aa', ''].sort(compareCodePoints)).toEqual(['', 'a', 'aa', 'b', '\uFF5E', '\u{1F600}']);
  });

  it('tell images, pictures that are not decoded, and other files apart', () => {
    expect(['a.PNG', 'b.jpeg', 'c.heic', 'README.txt', 'Thumbs.db', 'png', '.png'].map(classifyFileName)).toEqual([
      'image',
      'image',
      'unsupported',
      'other',
      'other',
      'other',
      'other',
    ]);
    expect(['.DS_Store', '._a.png', '__MACOSX', 'a.png'].map(isHiddenName)).toEqual([true, true, true, false]);
  });
});
