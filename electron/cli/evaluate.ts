// receptive evaluate: how well a model does on a folder of images, per class too.

import { availableParallelism } from 'node:os';
import { succeed } from '../../engine/base/diagnostics.ts';
import { type OpenedDataset, type PartName, partNames } from '../../engine/datasets/image-folder.ts';
import { sentence } from '../../engine/words/texts.ts';
import { diagnoseEmptyPart } from '../host/datasets/diagnose.ts';
import { imageSettingsOf, type LoadedModel, loadModel } from '../host/models/model-files.ts';
import { diagnoseLoss } from '../host/models/unsound.ts';
import { type Command, type CommandInput, type CommandResult, done, failed } from './command.ts';
import { describeEvaluation, evaluatePart, matchClasses } from './evaluation.ts';
import { openImages, releaseImages } from './images.ts';
import type { Output } from './output.ts';
import { mostWorkers } from './train.ts';
import { commonOptionTexts, evaluateOptionTexts as texts } from './words/commands.ts';
import { evaluationTexts } from './words/results.ts';

export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: sentence(texts, 'summary'),
  operands: { words: 'MODEL', minimum: 1, maximum: 1 },
  options: {
    data: { kind: 'text', value: 'DIR', required: true, help: sentence(texts, 'data') },
    part: {
      kind: 'choice',
      value: 'PART',
      options: partNames,
      help: sentence(texts, 'part'),
    },
    workers: { kind: 'integer', value: 'N', minimum: 1, maximum: mostWorkers, help: sentence(commonOptionTexts, 'workers') },
  },
  async run(input) {
    const workers = input.options.number('workers') ?? Math.min(mostWorkers, availableParallelism());
    const loaded = await loadModel(input.operands[0] ?? '', workers);
    if (!loaded.ok) return failed(loaded.diagnostics);
    input.output.diagnose(loaded.diagnostics);
    try {
      return await evaluate(loaded.value, workers, input);
    } finally {
      await loaded.value.predictor.dispose();
    }
  },
};

async function evaluate(
  { model, predictor }: LoadedModel,
  workers: number,
  { options, output, signal }: CommandInput,
): Promise<CommandResult> {
  const wanted = options.text('part');
  const images = await openImages(
    {
      folder: options.requiredText('data'),
      settings: imageSettingsOf(model.preprocessing),
      split: { validationShare: wanted === undefined ? 0 : model.network.images.validationShare, seed: model.network.training.seed },
      workers,
    },
    output,
    signal,
  );
  if (images.kind === 'ended') return images.result;
  try {
    return await evaluateDataset({ model, predictor }, images.dataset, wanted, output, signal);
  } finally {
    await releaseImages(images.dataset);
  }
}

async function evaluateDataset(
  { model, predictor }: LoadedModel,
  images: OpenedDataset,
  wanted: string | undefined,
  output: Output,
  signal: AbortSignal,
): Promise<CommandResult> {
  const part = partNames.find((name) => name === wanted) ?? choosePart(images);
  const empty = diagnoseEmptyPart(images, part);
  if (empty !== undefined) return failed([empty]);
  const dataset = model.classes.length === 0 ? succeed(images) : matchClasses(images, model.classes);
  if (!dataset.ok) return failed(dataset.diagnostics);
  const evaluation = await evaluatePart(predictor, dataset.value, part, output, signal);
  if (evaluation === undefined) return { kind: 'cancelled', message: sentence(evaluationTexts, 'cancelled') };
  const unsound = diagnoseLoss(evaluation.score.loss, 'none');
  if (unsound !== undefined) return failed([{ ...unsound, path: images.folder }]);
  const { line, text } = describeEvaluation(wanted === undefined && part === 'training' ? 'all' : part, evaluation, output.language);
  output.say({ kind: 'result', ...line }, text);
  return done;
}

/** Images that were set apart for it; where the folder is not divided, all of it is the training part. */
function choosePart({ parts }: OpenedDataset): PartName {
  if ((parts.test?.count ?? 0) > 0) return 'test';
  return parts.validation.count > 0 ? 'validation' : 'training';
}
