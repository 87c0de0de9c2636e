// receptive sample: the sample images that come with the product, written out as class folders.

import { formatCount } from '../../engine/base/numbers.ts';
import { type Command, done, failed } from './command.ts';

export const sampleCommand: Command = {
  name: 'sample',
  summary: 'Writes the sample images (Fashion-MNIST, 28×28 grey) into a folder, a subfolder a class.',
  operands: { words: 'DIR', minimum: 1, maximum: 1 },
  options: {},
  async run({ operands: [folder = ''], output }) {
    const { writeSampleImages } = await import('../host/datasets/sample-images.ts');
    const written = await writeSampleImages(folder, { onProgress: (done, total) => output.progress.show('Writing images', done, total) });
    if (written.kind === 'problem') return failed(written.problems);
    output.say(
      { kind: 'result', folder: written.folder, files: written.files },
      written.files === 0
        ? `The sample images are in ${folder} already`
        : `Wrote ${formatCount(written.files)} sample images into ${folder}`,
    );
    return done;
  },
};
