// receptive sample: the sample images that come with the product, written out as class folders.

import { sentence, textsIn } from '../../engine/words/texts.ts';
import { type Command, done, failed } from './command.ts';
import { sampleOptionTexts } from './words/commands.ts';
import { sampleTexts } from './words/results.ts';

export const sampleCommand: Command = {
  name: 'sample',
  summary: sentence(sampleOptionTexts, 'summary'),
  operands: { words: 'DIR', minimum: 1, maximum: 1 },
  options: {},
  async run({ operands: [folder = ''], output }) {
    const { writeSampleImages } = await import('../host/datasets/sample-images.ts');
    const text = textsIn(sampleTexts, output.language);
    const label = text('writing');
    const written = await writeSampleImages(folder, { onProgress: (done, total) => output.progress.show(label, done, total) });
    if (written.kind === 'problem') return failed(written.problems);
    output.say(
      { kind: 'result', folder: written.folder, files: written.files },
      written.files === 0 ? text('there', { folder }) : text('written', { files: written.files, folder }),
    );
    return done;
  },
};
