// receptive predict: what a model says of single images: their classes, or the images as it gives them back. An image that can't be read is a diagnostic; the others are predicted.

import { availableParallelism } from 'node:os';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { formatDecibels, formatShare } from '../../engine/base/numbers.ts';
import type { Prediction } from '../../engine/protocol.ts';
import { sentence, textsIn } from '../../engine/words/texts.ts';
import { imageSettingsOf, type LoadedModel, loadModel } from '../host/models/model-files.ts';
import { diagnoseOutputs } from '../host/models/unsound.ts';
import { type Command, type CommandResult, done, failed } from './command.ts';
import type { Output } from './output.ts';
import { writeReconstructions } from './reconstruction-files.ts';
import { formatTable } from './table.ts';
import { predictOptionTexts as texts } from './words/commands.ts';
import { evaluationTexts, predictTexts } from './words/results.ts';

/** One worker: a few images are done before a second one has started. */
const workers = 1;
/** Images decoded before the first of them is told: enough for every core, and no long silence where they are large. */
const imagesAtOnce = 16;
/** Classes shown to a person. */
const shownClasses = 3;

export const predictCommand: Command = {
  name: 'predict',
  summary: sentence(texts, 'summary'),
  operands: { words: 'MODEL IMAGE…', minimum: 2, maximum: 100_000 },
  options: {
    'out-images': { kind: 'text', value: 'DIR', help: sentence(texts, 'outImages') },
  },
  async run({ operands: [path = '', ...images], options, output, signal }) {
    const loaded = await loadModel(path, workers);
    if (!loaded.ok) return failed(loaded.diagnostics);
    output.diagnose(loaded.diagnostics);
    try {
      return await predictAll(loaded.value, images, options.text('out-images'), output, signal);
    } finally {
      await loaded.value.predictor.dispose();
    }
  },
};

async function predictAll(
  { model, predictor }: LoadedModel,
  images: readonly string[],
  folder: string | undefined,
  output: Output,
  signal: AbortSignal,
): Promise<CommandResult> {
  const { decodeImages } = await import('../host/images/decode-image.ts');
  const problems: Diagnostic[] = [];
  for (let first = 0; first < images.length; first += imagesAtOnce) {
    if (signal.aborted) return { kind: 'cancelled', message: sentence(predictTexts, 'cancelled') };
    const some = images.slice(first, first + imagesAtOnce);
    const decoded = await decodeImages(some, imageSettingsOf(model.preprocessing), { workers: availableParallelism() });
    for (const [index, image] of decoded.entries()) {
      if (image.kind === 'problem') {
        problems.push(image.problem);
        continue;
      }
      const [prediction] = await predictor.predict(image.pixels, [image]);
      if (prediction === undefined) throw new Error('expected one prediction for one image, received none');
      const path = some[index] ?? '';
      const unsound = diagnoseOutputs(prediction, path);
      if (unsound !== undefined) {
        problems.push(unsound);
        continue;
      }
      const files = await writeReconstructions(folder, path, first + index + 1, prediction.reconstructions);
      if (files.ok) tell(path, prediction, files.value, output);
      else problems.push(...files.diagnostics);
    }
  }
  return problems.length > 0 ? failed(problems) : done;
}

function tell(image: string, { classes, probabilities, reconstructions = [] }: Prediction, files: readonly string[], output: Output): void {
  const shares = classes.map((name, index) => ({ class: name, probability: probabilities[index] ?? 0 }));
  const ranked = [...shares].sort((first, second) => second.probability - first.probability);
  const given = reconstructions.map(({ node, squaredError, psnr }, index) => ({
    end: node,
    squaredError,
    psnr,
    ...(files[index] === undefined ? {} : { file: files[index] }),
  }));
  const text = textsIn(evaluationTexts, output.language);
  const rows = [
    ...ranked.slice(0, shownClasses).map((share) => [`  ${share.class}`, formatShare(share.probability), '']),
    ...given.map(({ end, psnr, file }) => [`  ${end}`, text('psnr', { ratio: formatDecibels(psnr) }), file ?? '']),
  ];
  const line = {
    kind: 'prediction',
    image,
    ...ranked[0],
    ...(shares.length > 0 ? { probabilities: shares } : {}),
    ...(given.length > 0 ? { reconstructions: given } : {}),
  };
  output.say(line, `${image}\n${formatTable(rows, ['left', 'right', 'left'])}`);
}
