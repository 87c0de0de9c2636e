// receptive predict: what a model says of single images. An image that can't be read is a diagnostic; the others are predicted.
import { availableParallelism } from 'node:os';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { formatShare } from '../../engine/base/numbers.ts';
import type { Model } from '../../engine/exporters/model.ts';
import type { Prediction } from '../../engine/protocol.ts';
import { diagnoseOutputs } from '../unsound.ts';
import { type Command, type CommandResult, done, failed } from './command.ts';
import { describeProblem } from './images.ts';
import { type LoadedModel, loadModel } from './model-files.ts';
import type { Output } from './output.ts';
import { formatTable } from './table.ts';

/** One worker: a few images are done before a second one has started. */
const workers = 1;
/** Images decoded before the first of them is told: enough for every core, and no long silence where they are large. */
const imagesAtOnce = 16;
/** Classes shown to a person. */
const shownClasses = 3;

export const predictCommand: Command = {
  name: 'predict',
  summary: 'Tells the class of images, with probabilities.',
  operands: { words: 'MODEL IMAGE…', minimum: 2, maximum: 100_000 },
  options: {},
  async run({ operands: [path = '', ...images], output, signal }) {
    const loaded = await loadModel(path, workers);
    if (!loaded.ok) return failed(loaded.diagnostics);
    output.diagnose(loaded.diagnostics);
    try {
      return await predictAll(loaded.value, images, output, signal);
    } finally {
      await loaded.value.predictor.dispose();
    }
  },
};

async function predictAll(
  { model, predictor }: LoadedModel,
  images: readonly string[],
  output: Output,
  signal: AbortSignal,
): Promise<CommandResult> {
  const { decodeImages } = await import('../data/decode-image.ts');
  const { height, width, channels, fit, background } = model.preprocessing;
  const problems: Diagnostic[] = [];
  for (let first = 0; first < images.length; first += imagesAtOnce) {
    if (signal.aborted) return { kind: 'cancelled', message: 'The images above were predicted' };
    const some = images.slice(first, first + imagesAtOnce);
    const decoded = await decodeImages(
      some,
      { height, width, channels, fit, background: [...background] },
      { workers: availableParallelism() },
    );
    for (const [index, image] of decoded.entries()) {
      if (image.kind === 'problem') {
        problems.push(describeProblem(image.problem, 'error'));
        continue;
      }
      const [prediction] = await predictor.predict(image.pixels);
      if (prediction === undefined) throw new Error('expected one prediction for one image, received none');
      const unsound = diagnoseOutputs(prediction.probabilities, some[index]);
      if (unsound === undefined) tell(some[index] ?? '', model, prediction, output);
      else problems.push(unsound);
    }
  }
  return problems.length > 0 ? failed(problems) : done;
}

function tell(image: string, { classes }: Model, { probabilities }: Prediction, output: Output): void {
  const shares = classes.map((name, index) => ({ class: name, probability: probabilities[index] ?? 0 }));
  const ranked = [...shares].sort((first, second) => second.probability - first.probability);
  const rows = ranked.slice(0, shownClasses).map((share) => [`  ${share.class}`, formatShare(share.probability)]);
  output.say({ kind: 'prediction', image, ...ranked[0], probabilities: shares }, `${image}\n${formatTable(rows, ['left', 'right'])}`);
}
